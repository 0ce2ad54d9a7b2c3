import Bibliography
import Deduplication
import Testing

@Suite("Merging records")
struct MergingTests {
    private let records: [Record] = {
        var pubMed = record(
            "Deep learning for spinal metastases | Adams, J / Baker, K | 2021 | Eur Radiol | 31 | 4 | 2210-8 | 10.1/x | 33"
        )
        pubMed.database = "PubMed"
        pubMed.keywords = ["Spine", "Humans"]
        pubMed.abstract = "Short."
        var embase = record(
            "DEEP LEARNING FOR SPINAL METASTASES | Adams, Jane / Baker, Kim | 2021 | European Radiology | 31 | 4 | 2210-2218"
        )
        embase.database = "Embase"
        embase.keywords = ["spine", "Humans"]
        embase.notices = [.retracted]
        embase.abstract = "A longer abstract."
        embase.extra = ["M3": ["Article"]]
        var scopus = record(
            "Deep learning for spinal metastases | Adams J. | 2020 | Eur Radiol | 31 | | 2210"
        )
        scopus.notices = [.erratum]
        scopus.urls = ["https://example.org/1"]
        scopus.extra = ["M3": ["Paper"]]
        return [pubMed, embase, scopus]
    }()

    @Test("Takes the best value of every field")
    func takesTheBest() {
        let merged = mergeRecords(records)
        #expect(merged.title == "Deep learning for spinal metastases")
        #expect(merged.authors == records[1].authors)
        #expect(merged.year == 2021)
        #expect(merged.journal == "European Radiology")
        #expect(merged.pages == "2210-2218")
        #expect(merged.doi == "10.1/x")
        #expect(merged.pmid == "33")
        #expect(merged.abstract == "A longer abstract.")
        #expect(Set(merged.keywords) == ["Spine", "spine", "Humans"])
        #expect(merged.notices == [.erratum, .retracted])
        #expect(merged.urls == ["https://example.org/1"])
        #expect(Set(merged.extra["M3"] ?? []) == ["Article", "Paper"])
    }

    @Test("The order of the records does not matter")
    func isIndependentOfOrder() {
        let merged = mergeRecords(records)
        #expect(mergeRecords(records.reversed()) == merged)
        #expect(mergeRecords([records[1], records[2], records[0]]) == merged)
    }

    @Test("A date agrees with the year beside it")
    func keepsDateWithYear() {
        var first = records[0]
        first.date = "2021-04"
        var second = records[1]
        second.date = "2021"
        var third = records[2]
        third.date = "2020-12-01"
        #expect(mergeRecords([first, second, third]).date == "2021-04")
    }

    @Test("One record stays as it is; members are kept")
    func keepsMembers() {
        #expect(mergeRecords([records[0]]) == records[0])
        let merged = mergeClusters([[0, 2], [1]], of: records)
        #expect(merged.map(\.members) == [[0, 2], [1]])
        #expect(merged[1].record == records[1])
    }
}
