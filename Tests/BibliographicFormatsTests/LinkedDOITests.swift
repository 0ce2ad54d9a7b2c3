import BibliographicFormats
import Bibliography
import Testing

struct LinkedDOITests {
    private func doi(type: String = "JOUR", link: String) throws -> String? {
        let text = "TY  - \(type)\nTI  - A\nUR  - \(link)\nER  - \n"
        return try readRecords(Array(text.utf8), fileName: "links.ris").records.first?.doi
    }

    @Test(arguments: [
        (
            "https://bioone.org/journals/A-B/volume-1/issue-2/A-title/10.1637/1094-Reg.pdf",
            "10.1637/1094-reg"
        ),
        (
            "https://link.springer.com/article/10.1007/s00256-021-03873-x",
            "10.1007/s00256-021-03873-x"
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/s00256-021-03873-x.pdf",
            "10.1007/s00256-021-03873-x"
        ),
        (
            "https://www.frontiersin.org/articles/10.3389/fpubh.2019.00097/full",
            "10.3389/fpubh.2019.00097"
        ),
    ])
    func theLastStepOfAPathIsTheDOI(link: String, expected: String) throws {
        #expect(try doi(link: link) == expected)
    }

    @Test(arguments: [
        "https://repository.example.org/handle/10.1184/5678",
        "https://repository.example.org/bitstream/10.1184/5678/thesis.pdf",
        "https://hdl.handle.net/10.1184/5678",
        "https://journal.example.org/10.1637/1094-Reg/suppl_file/table1.pdf",
        "https://archive.example.org/2010.1637/1094",
    ])
    func handlesAndSupplementsAreNoDOI(link: String) throws {
        #expect(try doi(link: link) == nil)
    }

    @Test func theLinkOfABookIsNotThatOfItsChapter() throws {
        let link = "https://link.springer.com/book/10.1007/978-3-540-74325-5"
        #expect(try doi(type: "CHAP", link: link) == nil)
        #expect(try doi(type: "BOOK", link: link) == "10.1007/978-3-540-74325-5")
    }
}
