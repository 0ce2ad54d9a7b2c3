import BibliographicFormats
import Bibliography
import Testing

/// Reading what was written gives the same records: for every format, whatever is in them.
struct ExactRoundTripTests {
    /// The record without its place, which changes with the file; as bytes, so that canonically equivalent
    /// texts count as different.
    private func bytes(_ record: Record) -> [UInt8] {
        var record = record
        record.source = RecordSource()
        return canonicalJSON(of: record)
    }

    @Test(arguments: BibliographicFormat.allCases.filter(\.isWritable))
    func everyRecordComesBack(format: BibliographicFormat) throws {
        for seed in 1...40 {
            var random = RandomRecords(seed: UInt64(seed))
            let records = (1...10).map { _ in random.record() }
            let written = try writeRecords(records, as: format)
            let result = try readRecords(written, fileName: "x")
            #expect(result.report.format == format, "\(seed)")
            #expect(result.records.count == records.count, "\(seed): \(result.report.problems)")
            for (number, pair) in zip(records, result.records).enumerated() {
                let isSame = bytes(pair.0) == bytes(pair.1)
                #expect(isSame, "seed \(seed), record \(number)")
                if !isSame {
                    let before = String(decoding: bytes(pair.0), as: UTF8.self)
                    let after = String(decoding: bytes(pair.1), as: UTF8.self)
                    let start = zip(before, after).prefix { $0 == $1 }.count
                    print("before: …\(before.dropFirst(max(0, start - 60)).prefix(400))")
                    print("after: …\(after.dropFirst(max(0, start - 60)).prefix(400))")
                    return
                }
            }
        }
    }

    @Test func whatSomebodyChangedSinceCounts() throws {
        var record = Record(type: .article)
        record.title = "A title"
        record.keywords = ["one; two", "three"]
        record.notes = ["a note"]
        var text = String(decoding: try writeRecords([record], as: .ris), as: UTF8.self)
        #expect(text.contains("ZZ  - consilience:"))
        text = text.replacing("A title", with: "Another title")
        var read = try readRecords(Array(text.utf8), fileName: "x").records[0]
        #expect(read.title == "Another title" && read.keywords == record.keywords)
        text = text.replacing("KW  - three", with: "KW  - four")
        read = try readRecords(Array(text.utf8), fileName: "x").records[0]
        #expect(read.keywords == ["one", "two", "four"])
    }

    @Test func ordinaryRecordsNeedNoRemainder() throws {
        var record = Record(type: .article)
        record.title = "Deep learning for metastases"
        record.authors = [.person(family: "van der Berg", given: "J. P."), .literal("The X Group")]
        record.year = 2020
        record.date = "2020-02"
        record.journal = "Journal of Tests"
        record.volume = "1"
        record.pages = "221-228"
        record.doi = "10.1000/abc"
        record.abstract = "BACKGROUND: none."
        record.keywords = ["one"]
        for format in BibliographicFormat.allCases where format.isWritable {
            let text = String(decoding: try writeRecords([record], as: format), as: UTF8.self)
            let remainder = text.firstRange(of: "consilience:").map { text[$0.lowerBound...] }
            #expect(remainder == nil, "\(format)")
        }
    }
}
