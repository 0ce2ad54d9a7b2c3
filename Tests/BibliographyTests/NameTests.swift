import Bibliography
import Testing

struct NameTests {
    @Test(arguments: [
        ("Wilson, Lauren N.", "Wilson", "Lauren N."),
        ("Baldwin,S.A.", "Baldwin", "S.A."),
        ("van den Bosch, M. A. A. J.", "van den Bosch", "M. A. A. J."),
        ("Smith, John, Jr.", "Smith", "John, Jr."),
        ("Smith, Jr., John", "Smith", "John, Jr."),
        ("van Lind, Anna B Jr", "van Lind", "Anna B, Jr"),
        ("Lind, A III", "Lind", "A, III"),
        ("Griffin DK", "Griffin", "DK"),
        ("O'Connor RE.", "O'Connor", "RE"),
        ("Wilson L.N.", "Wilson", "L.N."),
        ("Brownstein C D", "Brownstein", "C D"),
        ("Smith JD Jr", "Smith", "JD, Jr"),
        ("BAUM R.", "BAUM", "R."),
        ("van der Berg JP", "van der Berg", "JP"),
        ("Lauren N. Wilson", "Wilson", "Lauren N."),
        ("Remco de Bree", "de Bree", "Remco"),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("J.-P. Sartre", "Sartre", "J.-P."),
        ("Gr&ouml;&szlig;er, &Aacute;", "Größer", "Á"),
    ])
    func takesPersonsApart(text: String, family: String, given: String) {
        #expect(Name.parsing(text) == .person(family: family, given: given))
    }

    @Test(arguments: [
        "Cochrane Collaboration", "Department of Surgery, University of X",
        "Centers for Disease Control and Prevention", "WHO", "Int Ctr Res & Dev",
        "Achenbach, T., Rescorla, L., Achenbach",
    ])
    func keepsCollectivesWhole(text: String) {
        #expect(Name.parsing(text) == .literal(text))
    }

    @Test func readsOddForms() {
        #expect(Name.parsing("Global Burden,") == .literal("Global Burden"))
        #expect(Name.parsing("van den Hoven,null") == .person(family: "van den Hoven", given: nil))
        #expect(Name.parsing("Aristotle") == .person(family: "Aristotle", given: nil))
        #expect(Name.parsing(" ; ") == nil)
        #expect(Name.parsing("") == nil)
        #expect(Name.parsing("et al.") == nil)
        #expect(
            Name.parsing("M. A. A. J. van den Bosch")
                == .person(family: "van den Bosch", given: "M. A. A. J.")
        )
    }

    @Test(arguments: [
        ("Griffin DK, Larkin DM, O'Connor RE.", ["Griffin", "Larkin", "O'Connor"]),
        ("Yang, Z. and Jiang, B. and Xu, J.", ["Yang", "Jiang", "Xu"]),
        ("Barrett, Paul M; Willis, Katherine J; ", ["Barrett", "Willis"]),
        ("R. L. Whistler and W. C. Lake", ["Whistler", "Lake"]),
        ("D. Pavlinac, R. Langer and L. Deftos", ["Pavlinac", "Langer", "Deftos"]),
        ("Liu R., Adler D.G.", ["Liu", "Adler"]),
        ("Alba Vicente|Josep Sanjuan", ["Vicente", "Sanjuan"]),
        ("Keefer, Amy", ["Keefer"]),
        ("Smith, J; et al", ["Smith"]),
    ])
    func splitsLists(text: String, families: [String]) {
        let names = Name.parsingList(text).map { name in
            if case .person(let family, _) = name { return family }
            return "literal"
        }
        #expect(names == families)
    }

    @Test func keepsAuthorsWhoShareAName() {
        #expect(Name.parsingList("Zhang Y; Zhang Y").count == 2)
    }

    @Test(arguments: [
        Name.person(family: "Wilson", given: "Lauren N."),
        .person(family: "Smith", given: "John, Jr"),
        .person(family: "Aristotle", given: nil),
        .literal("Cochrane Collaboration"), .literal("Global Burden of Disease 2019"),
        .literal("Dept of X, Univ of Y"), .literal("Anna Lind"),
    ])
    func writtenNamesReadBack(name: Name) {
        #expect(Name.parsing(name.text) == name)
    }
}
