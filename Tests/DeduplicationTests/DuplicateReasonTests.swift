import Testing

@testable import Deduplication

/// The words that PAIRS.csv and journals have always had can be read back.
@Suite struct DuplicateReasonTests {
    private static let words: [(DuplicateReason, String)] = [
        (.forPerson(.parts), "for a person: different parts"),
        (.wouldJoinConflict, "for a person: merging would join two works that conflict"),
        (.decidedByPerson, "decided by a person"),
        (.field(.same, .pmid), "same PubMed identifier"),
        (.field(.similar, .journal), "similar journal"),
        (.field(.different, .firstPage), "different first page"),
        (.title(.missing, []), "a title is missing"),
        (.title(.same, []), "same title"),
        (
            .title(.spelling, [.numberOnOneSide]),
            "same title but for spelling, only one has a number"
        ),
        (.title(.shortened, []), "one title is the beginning of the other"),
        (
            .title(.extended(words: 3), [.numbersDiffer, .isNotice]),
            "one title has 3 more words, their numbers differ, one is a notice about another work"
        ),
        (.title(.reworded(percent: 62), []), "titles share 62 % of their words"),
        (.title(.different, []), "different titles"),
        (.authors(.sameCollective), "same collective author"),
        (.authors(.missing), "authors are missing"),
        (.authors(.noneInCommon), "no author in common"),
        (.authors(.same(1)), "same author"),
        (.authors(.same(7)), "same 7 authors"),
        (.authors(.common(2, shorter: 3, longer: 8)), "2 of 3 and 8 authors in common"),
        (.years(nil), "a year is missing"), (.years(0), "same year"),
        (.years(1), "years one apart"),
        (.years(4), "years 4 apart"),
        (.isNotice, "one is marked as a notice about another work"),
    ]

    @Test("A reason is written as ever, and read back", arguments: words)
    func roundTrip(_ reason: DuplicateReason, _ text: String) {
        #expect(reason.description == text)
        #expect(DuplicateReason(text) == reason)
    }

    @Test("Every rule and field is read back")
    func all() {
        for rule in PairRule.allCases {
            let reason = DuplicateReason.forPerson(rule)
            #expect(DuplicateReason(reason.description) == reason)
        }
        for field in DuplicateReason.Field.allCases {
            for relation in DuplicateReason.Relation.allCases {
                let reason = DuplicateReason.field(relation, field)
                #expect(DuplicateReason(reason.description) == reason)
            }
        }
    }

    @Test(
        "Other words are none",
        arguments: [
            "", "same", "same  title", "years x apart", "same title, odd",
            "same 99999999999999999999 authors",
        ]
    )
    func others(text: String) {
        #expect(DuplicateReason(text) == nil)
    }
}
