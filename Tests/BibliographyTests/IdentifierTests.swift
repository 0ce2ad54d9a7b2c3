import Bibliography
import Testing

struct IdentifierTests {
    @Test(arguments: [
        ("10.1007/S00256-021-03873-X", "10.1007/s00256-021-03873-x"),
        ("doi:10.1038/s41467-024-48400-3", "10.1038/s41467-024-48400-3"),
        ("DOI: 10.1038/s41467-024-48400-3.", "10.1038/s41467-024-48400-3"),
        ("https://doi.org/10.1016/j.cretres.2023.105752", "10.1016/j.cretres.2023.105752"),
        ("http://dx.doi.org/10.1002/ar.25520", "10.1002/ar.25520"),
        ("https://dx.doi.org/10.1002%2Far.25520", "10.1002/ar.25520"),
        (
            "https://www.scopus.com/x?eid=2-s2.0-1&doi=10.1038%2fs41467-024-46843-2&partnerID=40",
            "10.1038/s41467-024-46843-2"
        ),
        ("https://onlinelibrary.wiley.com/doi/10.1002/ar.25520/full", "10.1002/ar.25520"),
        ("10.1016/j.ejmg.2019.03.004 [doi]", "10.1016/j.ejmg.2019.03.004"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("10.1016/0197-2456(86)90046-2", "10.1016/0197-2456(86)90046-2"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
        ),
        ("10.1002/1097&lt;1::aid&gt;3", "10.1002/1097<1::aid>3"),
        ("10.1000/a, 10.1000/b", "10.1000/a"),
        ("10.1000.10/123456", "10.1000.10/123456"),
    ])
    func findsTheDOI(text: String, expected: String) {
        #expect(DigitalObjectIdentifier.normalised(text) == expected)
    }

    @Test(arguments: [
        "", "10.1", "10.1038", "10.1038/", "none", "110.1038/x", "10.12/x", "v10.1038/",
    ])
    func findsNoDOI(text: String) {
        #expect(DigitalObjectIdentifier.normalised(text) == nil)
    }

    @Test(arguments: [
        ("30922926", "30922926"), ("PMID: 30922926", "30922926"), ("PUBMED 21314913", "21314913"),
        ("https://pubmed.ncbi.nlm.nih.gov/30922926/", "30922926"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/6542443", "6542443"), ("00123", "123"),
    ])
    func findsThePMID(text: String, expected: String) {
        #expect(PubMedIdentifier.normalised(text) == expected)
    }

    @Test(arguments: ["", "0", "123456789", "PMC7026692", "https://example.org/1", "12a"])
    func findsNoPMID(text: String) {
        #expect(PubMedIdentifier.normalised(text) == nil)
    }

    @Test func findsPubMedCentral() {
        #expect(PubMedIdentifier.normalisedCentral("pmc7026692") == "PMC7026692")
        #expect(PubMedIdentifier.normalisedCentral("PMC7026692.1") == "PMC7026692")
        #expect(
            PubMedIdentifier.normalisedCentral("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/")
                == "PMC12"
        )
        #expect(PubMedIdentifier.normalisedCentral("7026692") == nil)
    }

    @Test(arguments: [
        ("2041-1723", ["2041-1723"], []),
        ("18602002; 15361632", ["1860-2002", "1536-1632"], []),
        ("1878-0849 (Electronic)", ["1878-0849"], []),
        ("0378-5955 03785955", ["0378-5955"], []),
        ("1050-124x", ["1050-124X"], []),
        ("978-0-306-40615-7", [], ["9780306406157"]),
        ("0-306-40615-2 (hbk)", [], ["0306406152"]),
        ("080442957X", [], ["080442957X"]),
        ("2041-1724", [], []),
        ("978-0-306-40615-8", [], []),
        ("abc", [], []),
    ])
    func findsSerialNumbers(text: String, issn: [String], isbn: [String]) {
        let found = SerialNumber.find(in: text)
        #expect(found.issn == issn)
        #expect(found.isbn == isbn)
    }
}
