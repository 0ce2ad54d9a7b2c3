import BibliographicFormats
import Bibliography
import Testing

struct BibTeXTests {
    @Test func readsEntries() throws {
        let result = try reading(
            #"""
            % a comment with user@example.org
            @string{jt = "Journal of " # {Tests}}
            @comment{not @article{x, title={no}}}
            @Article{lind2021,
              author = {Lind, Anna and Garc{\'\i}a L{\'o}pez, J. and {The {X} Group} and
                        Ludwig van Beethoven and others},
              title = "A {B}rief {\"o}verview of \alpha-tests, 50\% {\"U}ber",
              journal = jt # ", new",
              year = 2021, month = mar,
              pages = {221--228}, number = 2, volume = {4},
              doi = {https://doi.org/10.1000/ABC_1},
              keywords = {one, two}, url = {https://example.org/a_b%20c},
              issn = {2041-1723}, unknown = {kept},
            }
            @inproceedings(k2, title = {Paper}, crossref = {proc})
            @proceedings{proc, title = {Proceedings of X}, year = {2020}, editor = {Bell, B}}
            """#
        )
        #expect(result.report.format == .bibtex)
        #expect(result.records.count == 3)
        let record = result.records[0]
        #expect(record.identifier == "lind2021" && record.source.line == 4)
        #expect(
            record.authors == [
                .person(family: "Lind", given: "Anna"),
                .person(family: "García López", given: "J."), .literal("The X Group"),
                .person(family: "van Beethoven", given: "Ludwig"),
            ]
        )
        #expect(record.title == "A Brief överview of α-tests, 50% Über")
        #expect(record.journal == "Journal of Tests, new")
        #expect(record.date == "2021-03" && record.year == 2021)
        #expect(record.pages == "221-228" && record.issue == "2" && record.volume == "4")
        #expect(record.doi == "10.1000/abc_1")
        #expect(record.keywords == ["one", "two"])
        #expect(record.urls == ["https://example.org/a_b%20c"])
        #expect(record.issn == ["2041-1723"])
        #expect(record.extra == ["unknown": ["kept"]])
        let paper = result.records[1]
        #expect(paper.type == .conferencePaper && paper.journal == "Proceedings of X")
        #expect(paper.year == 2020 && paper.editors == [.person(family: "Bell", given: "B")])
    }

    @Test func anEntryThatDoesNotEndLeavesTheOthers() throws {
        let result = try reading(
            "@article{a, title = {One}}\n@article{b, title = {Two\n@article{c, title = {Three}}\n"
        )
        #expect(result.records.map(\.title) == ["One", "Two", "Three"])
        #expect(result.report.problems.map(\.line) == [2])
    }
}
