import Bibliography
import Deduplication
import Testing
import Workbench

@Suite("Deduplicating files")
struct DeduplicateFilesTests {
    private func record(_ title: String, identifier: String?, position: Int) -> Record {
        var record = Record(
            type: .article,
            source: RecordSource(file: "f", position: position, line: 1)
        )
        record.title = title
        record.authors = [
            .person(family: "Adams", given: "J"), .person(family: "Baker", given: "K"),
        ]
        record.year = 2020
        record.identifier = identifier
        return record
    }

    private var files: [RecordFile] {
        var byNumber = record("Quiet nights in coronary care units", identifier: nil, position: 3)
        byNumber.pmid = "77"
        return [
            RecordFile(
                name: "a.ris",
                records: [
                    record(
                        "Imaging of vertebral metastases with neural networks",
                        identifier: "1",
                        position: 1
                    ),
                    record(
                        "Gait after stroke and balance training outcomes",
                        identifier: nil,
                        position: 2
                    ),
                    byNumber,
                ]
            ),
            RecordFile(
                name: "b,c.ris",
                records: [
                    record(
                        "Imaging of vertebral metastases with neural networks.",
                        identifier: "1",
                        position: 1
                    ),
                    record("A wholly unrelated title about copper", identifier: "x", position: 2),
                ]
            ),
        ]
    }

    @Test("Names come from the record, then from the file")
    func namesRecords() {
        #expect(recordIdentifiers(files) == ["a.ris:1", "a.ris:2", "77", "b,c.ris:1", "x"])
    }

    @Test("Names differ even when files and identifiers repeat")
    func namesAreUnique() {
        let twice = [files[0], files[0]]
        let doubled = RecordFile(name: "d", records: [files[1].records[1], files[1].records[1]])
        let names = recordIdentifiers(twice + [doubled])
        #expect(Set(names).count == names.count)
        #expect(names.suffix(2) == ["d:1", "d:2"])
    }

    @Test("CLUSTERS.csv names every record in input order")
    func writesClusters() {
        #expect(
            deduplicateFiles(files).clustersCSV
                == """
                id,cluster
                a.ris:1,a.ris:1
                a.ris:2,a.ris:2
                77,77
                "b,c.ris:1",a.ris:1
                x,x

                """
        )
    }

    @Test("PAIRS.csv gives score, rule, decision and reasons")
    func writesPairs() throws {
        let lines = deduplicateFiles(files).pairsCSV.split(separator: "\n")
        #expect(lines.first == "a,b,score,rule,decision,reasons")
        #expect(lines.count == 2)
        let fields = try #require(lines.last?.split(separator: ","))
        #expect(fields[0] == "a.ris:1")
        #expect(try #require(Double(fields[3])) >= 0.99)
        #expect(lines.last?.contains(",bibliography,merge,same title;") == true)
    }

    @Test("Merged records keep every source")
    func keepsSources() {
        let result = deduplicateFiles(files)
        #expect(result.merged.map(\.members) == [[0, 3], [1], [2], [4]])
        let notes = result.merged[0].record.notes
        #expect(notes.count == 2)
        #expect(notes[0].hasPrefix("Merged from a.ris:1"))
        #expect(notes[1].hasPrefix("Merged from b,c.ris:1"))
        #expect(result.merged[1].record.notes.isEmpty)
    }

    @Test("Decisions of persons are obeyed")
    func obeysConstraints() {
        let result = deduplicateFiles(files, constraints: [PairConstraint(a: 0, b: 3, same: false)])
        #expect(result.merged.count == 5)
    }
}
