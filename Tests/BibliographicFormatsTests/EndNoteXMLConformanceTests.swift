import BibliographicFormats
import Bibliography
import Foundation
import Testing

@Suite(.enabled(if: SharedData.isPresent))
struct EndNoteXMLConformanceTests {
    @Test func agreesWithTheExpectedItems() throws {
        let folder = "data/zotero/endnote-xml/"
        var compared = 0
        for name in try SharedData.names(in: folder) where name.hasSuffix(".txt") {
            let result = try readRecords(SharedData.bytes(folder + name), fileName: name)
            let json = Data(try SharedData.bytes(folder + name.dropLast(3) + "json"))
            let items = try #require(
                JSONSerialization.jsonObject(with: json) as? [[String: Any]]
            )
            #expect(result.records.count == items.count, "\(name)")
            for (record, item) in zip(result.records, items) {
                func text(_ key: String) -> String? { item[key] as? String }
                let place = Comment(rawValue: "\(name) \(record.source.position)")
                #expect(record.title == text("title"), place)
                let authors = (item["creators"] as? [[String: Any]] ?? [])
                    .filter { $0["creatorType"] as? String == "author" }
                    .compactMap { $0["lastName"] as? String ?? $0["name"] as? String }
                let read = record.authors.map { author in
                    switch author {
                    case .person(let family, _): family
                    case .literal(let name): name
                    }
                }
                if !authors.isEmpty { #expect(read == authors, place) }
                if let date = text("date") {
                    #expect(record.year.map { date.contains(String($0)) } == true, place)
                }
                if let doi = text("DOI") { #expect(record.doi == doi.lowercased(), place) }
                if let volume = text("volume") { #expect(record.volume == volume, place) }
                if let issue = text("issue") { #expect(record.issue == issue, place) }
                if let journal = text("publicationTitle") {
                    #expect(record.journal == journal, place)
                }
                compared += 1
            }
        }
        print("EndNote XML: \(compared) items compared")
        #expect(compared > 2)
    }

    @Test func forbiddenCharactersAndUnknownEntitiesLoseNothing() throws {
        let result = try reading(
            "<xml><records><record><titles><title>A\u{1}B &unknown; C</title></titles></record>\n"
                + "<record><ref-type name=\"Zeitschriftenartikel\">17</ref-type><titles>"
                + "<title>p <0.05 in two</title></titles><keywords><keyword>a&#xD;b</keyword>"
                + "</keywords></record></records></xml>"
        )
        #expect(result.records.map(\.title) == ["A B &unknown; C", "p <0.05 in two"])
        #expect(result.records.last?.type == .article)
        #expect(result.records.last?.keywords == ["a", "b"])
        #expect(result.records.last?.source.line == 2)
        #expect(result.report.repaired.contains { $0.what.contains("control character") })
    }

    @Test func aLargeFileTakesTimeInProportion() throws {
        func seconds(_ count: Int) throws -> Double {
            let record =
                "<record><titles><title>T &lt;1</title></titles><broken attr=\"x></broken></record>"
            let text = "<xml><records>" + String(repeating: record, count: count) + "<!-- open"
            let bytes = Array(text.utf8)
            let start = ContinuousClock.now
            let result = try readRecords(bytes, fileName: "big.xml")
            #expect(result.records.count == count)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let small = try seconds(500)
        let large = try seconds(5000)
        // Ten times as much; quadratic time would take a hundred times as long.
        #expect(large < small * 40 + 0.5)
    }
}
