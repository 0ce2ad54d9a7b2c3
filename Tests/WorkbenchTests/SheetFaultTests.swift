import Foundation
import Review
import TestSupport
import Testing
import Workbench

/// What is wrong with a sheet is named with file and line, all at once, and nothing is written.
@Suite("Faults of sheets")
struct SheetFaultTests {
    private func faults(
        _ kind: SheetKind,
        _ text: String,
        in bench: ReviewBench
    ) throws -> [String] {
        try bench.refusal { try bench.take(kind, text, file: "s.csv") }
    }

    static let decisionHeader = "record,stage,reviewer,decision,reason,role,note\n"

    @Test(arguments: [
        ("record,stage,decision,verdict\na:1,x,y,z\n", "s.csv:1", "unknown column 'verdict'"),
        ("record,stage\n", "s.csv:1", "column 'decision' is missing"),
        ("", "s.csv", "empty"),
        ("record,stage,stage,decision\n", "s.csv:1", "stands twice"),
        (decisionHeader + "pubmed.nbib:1,full-text,\"Ann,include\n", "s.csv", "quote"),
        (decisionHeader + "pubmed.nbib:9,title-abstract,Ann,include,,,\n", "s.csv:2", "has 3"),
        (decisionHeader + "cinahl.ris:1,title-abstract,Ann,include,,,\n", "s.csv:2", "cinahl"),
        (decisionHeader + "pmid:99,title-abstract,Ann,include,,,\n", "s.csv:2", "'pmid:99'"),
        (decisionHeader + "doi:10.1/x,title-abstract,Ann,include,,,\n", "s.csv:2", "10.1/x"),
        (decisionHeader + "pubmed.nbib,title-abstract,Ann,include,,,\n", "s.csv:2", "POSITION"),
        (decisionHeader + ",title-abstract,Ann,include,,,\n", "s.csv:2", "blank"),
        (decisionHeader + "pubmed.nbib:1,abstract,Ann,include,,,\n", "s.csv:2", "'abstract'"),
        (decisionHeader + "pubmed.nbib:1,title-abstract,,include,,,\n", "s.csv:2", "reviewer"),
        (decisionHeader + "pubmed.nbib:1,title-abstract,Zoe,include,,,\n", "s.csv:2", "'Zoe'"),
        (decisionHeader + "pubmed.nbib:1,title-abstract,Ann,yes,,,\n", "s.csv:2", "'yes'"),
        (decisionHeader + "pubmed.nbib:1,title-abstract,Ann,include,,boss,\n", "s.csv:2", "boss"),
        (
            decisionHeader + "pubmed.nbib:1,title-abstract,Ann,exclude,dull,,\n", "s.csv:2",
            "unknown reason 'dull'"
        ),
        (
            decisionHeader + "pubmed.nbib:1,title-abstract,Ann,include,overview,,\n", "s.csv:2",
            "goes with 'exclude' only"
        ),
        (
            decisionHeader + "pubmed.nbib:1,title-abstract,Ann,not-retrieved,,,\n", "s.csv:2",
            "full text only"
        ),
        (
            decisionHeader + "pubmed.nbib:1,full-text,Ann,exclude,,,\n", "s.csv:2",
            "needs a reason"
        ),
        (
            decisionHeader + "pubmed.nbib:3,full-text,Ann,include,,,\n", "s.csv:2",
            "title and abstract has not included"
        ),
        (
            decisionHeader + "pubmed.nbib:1,title-abstract,Ann,include,,,,extra\n", "s.csv:2",
            "8 fields where the header has 7"
        ),
        (
            decisionHeader + "pubmed.nbib:1,full-text,Ann,include,,,\n"
                + "pubmed.nbib:1,full-text,Ann,include,,,\n", "s.csv:3", "first on line 2"
        ),
    ])
    func decisions(text: String, start: String, word: String) throws {
        expect(try faults(.decisions, text, in: .built()), [(start, word)])
    }

    static let studyHeader = "study,reports,year,patients\n"

    @Test(arguments: [
        (studyHeader + ",pubmed.nbib:1,2020,1\n", "s.csv:2", "study"),
        (studyHeader + "S,,2020,1\n", "s.csv:2", "reports"),
        (studyHeader + "S,pubmed.nbib:8,2020,1\n", "s.csv:2", "pubmed.nbib:8"),
        (studyHeader + "S,pubmed.nbib:2,2020,1\n", "s.csv:2", "not an included report"),
        (studyHeader + "S,pubmed.nbib:3,2020,1\n", "s.csv:2", "not an included report"),
        (studyHeader + "S,pubmed.nbib:1,2020,1\n", "s.csv:2", "already belongs to study"),
        (studyHeader + "Adams2020,pubmed.nbib:1,20,1\n", "s.csv:2", "year: '20'"),
        (studyHeader + "Adams2020,pubmed.nbib:1,2020,-4\n", "s.csv:2", "patients: '-4'"),
        (studyHeader + "Adams2020,pubmed.nbib:1,2020,many\n", "s.csv:2", "'many'"),
        (
            studyHeader + "Adams2020,pubmed.nbib:1,2020,\nAdams2020,embase.ris:1,2020,\n",
            "s.csv:3", "already stands on line 2"
        ),
    ])
    func studies(text: String, start: String, word: String) throws {
        expect(try faults(.studies, text, in: .built()), [(start, word)])
    }

    /// Cells after `study,stage` of one row, and what is said of them.
    @Test(arguments: [
        ("auc", "1.3", "auc: '1.3' found, a number from 0.0 to 1.0 expected"),
        ("auc", "-0.1", "auc: '-0.1'"),
        ("auc", "nan", "auc: 'nan'"),
        ("auc", "\"0,8\"", "auc: '0,8'"),
        ("sensitivity", "93", "sensitivity: '93'"),
        ("dice", "inf", "dice: 'inf'"),
        ("n", "0", "n: '0'"),
        ("n", "12.5", "n: '12.5'"),
        ("n,events", "50,51", "events: 51 found, at most n = 50 expected"),
        ("auc_lower,auc,auc_upper", "0.9,0.85,0.7", "auc_lower 0.9 is above auc_upper 0.7"),
        ("auc_lower,auc,auc_upper", "0.9,0.85,0.95", "lies outside its interval"),
        ("auc_lower,auc", "0.8,0.9", "go together"),
        ("auc_lower,auc_upper", "0.8,0.9", "without an AUC"),
        ("auc_se", "0.02", "without an AUC"),
        ("auc,auc_se", "0.9,0", "above 0"),
        ("auc,auc_se", "0.9,0.7", "auc_se: '0.7'"),
        ("tp", "5", "tp, fp, fn and tn go together: 1 of 4 found"),
        ("tp,fp,fn", "5,1,2", "3 of 4 found"),
        ("tp,fp,fn,tn", "5,1,2,-3", "tn: '-3'"),
        ("auc,auc_se", "1.3,0.02", "auc: '1.3'"),
        ("auc_lower,auc,auc_upper", "0.7,1.3,1", "auc: '1.3'"),
        ("auc_lower,auc,auc_upper", "0.7,0.8,1.2", "auc_upper: '1.2'"),
    ])
    func estimates(columns: String, cells: String, word: String) throws {
        let text = "study,stage,\(columns)\nAdams2020,internal,\(cells)\n"
        let found = try faults(.estimates, text, in: .built())
        expect(found, [("s.csv:2", word)])
    }

    @Test(arguments: [
        ("study,stage\nNobody1999,internal\n", "s.csv:2", "unknown study 'Nobody1999'"),
        ("study,stage\nAdams2020,test\n", "s.csv:2", "'test'"),
        ("study,stage\nAdams2020,\n", "s.csv:2", "stage"),
        ("study,stage\nAdams2020,internal\nAdams2020,internal\n", "s.csv:3", "line 2"),
        ("study,stage,auroc\nAdams2020,internal,0.9\n", "s.csv:1", "unknown column 'auroc'"),
    ])
    func rowsOfEstimates(text: String, start: String, word: String) throws {
        expect(try faults(.estimates, text, in: .built()), [(start, word)])
    }

    static let appraisalHeader = "study,assessor,part,item,answer,rationale\n"

    @Test(arguments: [
        (appraisalHeader + "Nobody,Ann,development,1.1,Y,\n", "s.csv:2", "unknown study 'Nobody'"),
        (appraisalHeader + "Adams2020,Ann,development,9.9,Y,\n", "s.csv:2", "9.9"),
        (appraisalHeader + "Adams2020,Ann,development,1.1,YES!,\n", "s.csv:2", "YES!"),
        (appraisalHeader + "Adams2020,Ann,impact,1.1,Y,\n", "s.csv:2", "impact"),
        (appraisalHeader + "Adams2020,,development,1.1,Y,\n", "s.csv:2", "assessor is blank"),
        (appraisalHeader + "Adams2020,Ann,evaluation,4.5,Y,\n", "s.csv:2", "4.5"),
        (
            appraisalHeader + "Adams2020,Ann,development,1.1,Y,\n"
                + "Adams2020,Ann,development,1.1,N,\n", "s.csv:3", "twice"
        ),
        (appraisalHeader + "Adams2020,Cid,development,D1,high,\n", "s.csv:2", "judged high"),
    ])
    func appraisals(text: String, start: String, word: String) throws {
        expect(try faults(.appraisals, text, in: .built()), [(start, word)])
    }

    static let pairHeader = "first,second,same,reviewer,note\n"

    @Test(arguments: [
        (pairHeader + "pubmed.nbib:1,pubmed.nbib:7,yes,Ann,\n", "s.csv:2", "pubmed.nbib:7"),
        (pairHeader + "pubmed.nbib:1,pubmed.nbib:1,yes,Ann,\n", "s.csv:2", "both sides"),
        (pairHeader + "pubmed.nbib:1,pubmed.nbib:2,perhaps,Ann,\n", "s.csv:2", "'perhaps'"),
        (pairHeader + "pubmed.nbib:1,pubmed.nbib:2,yes,,\n", "s.csv:2", "reviewer"),
        (
            pairHeader + "pubmed.nbib:1,pubmed.nbib:2,no,Ann,\n"
                + "pubmed.nbib:2,pubmed.nbib:1,no,Ann,\n", "s.csv:3", "line 2"
        ),
    ])
    func pairs(text: String, start: String, word: String) throws {
        expect(try faults(.duplicates, text, in: .built()), [(start, word)])
    }

    @Test func judgementsThatContradictEachOther() throws {
        let bench = try ReviewBench.built()
        let text =
            Self.pairHeader + "pubmed.nbib:1,embase.ris:1,no,Ann,\n"
            + "pubmed.nbib:1,pubmed.nbib:2,yes,Ann,\nembase.ris:1,pubmed.nbib:2,yes,Ann,\n"
        let found = try bench.refusal {
            try bench.commit { draft in
                try RecordSheet(kind: .duplicates, file: "s.csv")
                    .run(on: &draft, bytes: Array(text.utf8))
                try DeduplicateReview().run(on: &draft)
            }
        }
        #expect(found.contains { $0.contains("contradicts another judgement") }, "\(found)")
    }

    /// Faults of cells and faults that only the whole review shows come in one list, by line.
    @Test func fiveFaultsOfDecisionsInTheOrderOfTheirLines() throws {
        let text =
            Self.decisionHeader + """
                pubmed.nbib:1,title-abstract,Ann,include,,,
                pubmed.nbib:1,title-abstract,Zoe,include,,,
                pubmed.nbib:44,title-abstract,Ann,include,,,
                pubmed.nbib:2,title-abstract,Ann,exclude,dull,,
                pubmed.nbib:2,title-abstrct,Bob,include,,,
                pubmed.nbib:3,title-abstract,Bob,not-retrieved,,,

                """
        expect(
            try faults(.decisions, text, in: .built()),
            [
                ("s.csv:3", "Zoe"), ("s.csv:4", "pubmed.nbib:44"), ("s.csv:5", "dull"),
                ("s.csv:6", "title-abstrct"), ("s.csv:7", "not-retrieved"),
            ]
        )
    }

    @Test func fiveFaultsOfEstimatesInTheOrderOfTheirLines() throws {
        let text = """
            study,model,stage,n,events,auc,auc_lower,auc_upper,tp
            Adams2020,a,internal,10,3,1.3,,,
            Adams2020,b,inside,10,3,0.9,,,
            Adams2020,c,internal,10,30,0.9,,,
            Adams2020,d,internal,10,3,0.9,0.95,0.8,
            Adams2020,e,internal,10,3,0.9,,,4

            """
        expect(
            try faults(.estimates, text, in: .built()),
            [
                ("s.csv:2", "1.3"), ("s.csv:3", "inside"), ("s.csv:4", "30"),
                ("s.csv:5", "above"), ("s.csv:6", "1 of 4"),
            ]
        )
    }

    @Test func fiveFaultsOfAppraisalsInTheOrderOfTheirLines() throws {
        let text = """
            study,assessor,part,item,answer,rationale
            Adams2020,Ann,development,9.1,Y,
            Adams2020,Ann,development,1.1,Y,,extra
            Adams2020,Ann,x,1.1,Y,
            Adams2020,Ann,development,1.2,perhaps,
            Adams2020,,development,1.2,Y,

            """
        let found = try faults(.appraisals, text, in: .built())
        let lines = found.compactMap { $0.split(separator: ":").dropFirst().first }
        #expect(lines == ["2", "3", "4", "5", "6"], "\(found)")
    }

    @Test func aFaultyRowDoesNotMakeOthersFaulty() throws {
        // The consensus on line 3 cannot be read; the full texts that rest on it are not blamed.
        let bench = try ReviewBench.sample()
        let text = SampleReview.decisions.replacing(
            "pubmed.nbib:2,title-abstract,,include",
            with: "pubmed.nbib:2,title-abstract,,inclde"
        )
        try bench.temporary.write(text, to: "decisions.csv")
        let found = try bench.refusal { try bench.synchronise() }
        expect(found, [("decisions.csv:6", "inclde")])
    }
}
