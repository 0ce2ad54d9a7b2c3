import Deduplication
import Review
import RiskOfBias
import Screening
import Testing

/// What version 1 of each kind looks like in the journal.
///
/// Journals that exist hold these texts: a
/// change here needs a new version of the payload, and a reader for this one.
@Suite struct GoldenPayloadTests {
    private static let golden: [(kind: String, json: String)] = [
        (
            "protocol-set",
            #"{"analyses":[{"id":"auc","level":0.95,"measure":"auc","method":"REML","#
                + #""test":"knha","title":"Discrimination"}],"comparisons":[{"doi":"10.1/x","#
                + #""figures":[{"label":"studies","text":"39"}],"source":"A 2025"}],"#
                + #""exclusionCriteria":["animals"],"fullTextReasons":["no model"],"#
                + #""inclusionCriteria":["adults"],"instrument":"probast","#
                + #""question":[{"label":"population","text":"Erwachsene ≥ 18"}],"#
                + #""reviewers":["A","B"],"statement":"An example.","title":"T/1","#
                + #""titleAbstractReasons":["review"],"votesPerRecord":2}"#
        ),
        (
            "search-imported",
            #"{"database":"PubMed","encoding":"UTF-8","file":"a.nbib","format":"nbib","#
                + #""kind":"database","platform":"NLM","problems":["line 3: odd"],"#
                + #""query":"spine \"and\" bone","recordsFound":3,"recordsHash":"ab","#
                + #""recordsRead":2,"searched":"2026-01-31","sha256":"cd","source":"a.nbib"}"#
        ),
        (
            "duplicates-resolved",
            #"{"clusters":[["a.nbib:1","b.ris:2"]],"judgements":[{"first":"a.nbib:1","#
                + #""isSame":true,"line":2,"note":"seen","reviewer":"A","second":"b.ris:2"}],"#
                + #""options":{"blockSize":48,"mergePreprints":false,"mergeThreshold":0.99,"#
                + #""reviewThreshold":0.5},"pairs":[{"decision":"merge","first":"a.nbib:1","#
                + #""reasons":["same DOI"],"rule":"doi","score":0.995,"second":"b.ris:2"}],"#
                + #""records":5}"#
        ),
        (
            "pairs-judged",
            #"{"file":"p.csv","rows":[{"first":"a.nbib:1","isSame":false,"line":2,"#
                + #""reviewer":"A","second":"b.ris:2"}],"sha256":"cd"}"#
        ),
        (
            "decisions-recorded",
            #"{"file":"d.csv","rows":[{"line":2,"note":"so","reason":"review","#
                + #""record":"a:b.ris:1","reviewer":"A","role":"vote","stage":"title-abstract","#
                + #""verdict":"exclude"},{"line":3,"record":"a:b.ris:1","reviewer":"consensus","#
                + #""role":"consensus","stage":"full-text","tags":["preprint","ask authors"],"#
                + #""verdict":"not-retrieved"}],"#
                + #""sha256":"cd"}"#
        ),
        (
            "decision-cast",
            #"{"decidedAt":"2026-11-30T08:00:00Z","decision":{"line":0,"note":"so","#
                + #""record":"a.nbib:1","reviewer":"A","role":"vote","#
                + #""stage":"title-abstract","verdict":"maybe"},"id":"5e8c-1"}"#
        ),
        (
            "remark-made",
            #"{"author":"A","id":"5e8c-2","record":"a.nbib:1","stage":"full-text","#
                + #""text":"Table 2\nsays \"no\"."}"#
        ),
        (
            "assignments-recorded",
            #"{"file":"a.csv","rows":[{"line":2,"record":"a.nbib:1","reviewer":"A","#
                + #""stage":"full-text"}],"sha256":"cd"}"#
        ),
        (
            "assignments-drawn",
            #"{"perRecord":2,"reviewers":["A","B"],"rows":[{"record":"a.nbib:1","#
                + #""reviewer":"A","stage":"title-abstract"}],"seed":7,"#
                + #""stage":"title-abstract"}"#
        ),
        (
            "calibration-drawn",
            #"{"name":"pilot","records":["a.nbib:1","b.ris:2"],"seed":7,"#
                + #""stage":"title-abstract"}"#
        ),
        (
            "screening-closed",
            #"{"by":"A","evidence":"None of the last 400.","records":["a.nbib:1","b.ris:2"],"#
                + #""works":1}"#
        ),
        (
            "full-text-attached",
            #"{"by":"A","bytes":9,"name":"p.pdf","record":"a.nbib:1","sha256":"cd"}"#
        ),
        (
            "studies-recorded",
            #"{"file":"s.csv","rows":[{"country":"Norway","doi":"10.1/x","events":60,"#
                + #""firstAuthor":"Adams","id":"Adams2020","journal":"J","line":2,"#
                + #""modality":"MRI","modelFamily":"deep learning","note":"n","patients":150,"#
                + #""pmid":"1","primaryTumours":["lung"],"reports":["a.nbib:1"],"#
                + #""task":"detection","title":"T","year":2020}],"sha256":"cd"}"#
        ),
        (
            "evaluations-recorded",
            #"{"file":"e.csv","rows":[{"aucLower":0.74,"aucStandardError":0.05,"#
                + #""aucUpper":0.96,"crossTable":{"falseNegatives":4,"falsePositives":6,"#
                + #""trueNegatives":24,"truePositives":16},"events":20,"line":2,"model":"net","#
                + #""note":"n","size":50,"stage":"external","study":"Adams2020","#
                + #""unit":"patient","values":{"auc":0.85,"sensitivity":0.8}}],"sha256":"cd"}"#
        ),
        (
            "extraction-drafted",
            #"{"evaluations":[{"line":2,"model":"net","size":50,"stage":"external","#
                + #""study":"Adams2020","unit":"patient","values":{"auc":0.85}}],"extractor":"A","#
                + #""study":{"firstAuthor":"Adams","id":"Adams2020","line":2,"primaryTumours":["lung"],"#
                + #""reports":["a.nbib:1"],"year":2020}}"#
        ),
        (
            "appraisals-recorded",
            #"{"file":"q.csv","rows":[{"answer":"PY","assessor":"A","estimate":"net","#
                + #""item":"1.1","line":2,"part":"development","rationale":"r","#
                + #""study":"Adams2020"}],"sha256":"cd"}"#
        ),
        ("undone", #"{"sequence":3,"why":"wrong file"}"#),
    ]

    private func read(_ kind: String, _ json: String) throws(EventCodingError) -> EventPayload {
        try EventPayload(kind: kind, version: 1, json: json, sequence: 9)
    }

    @Test(arguments: golden) func textIsReadAndWrittenAgain(kind: String, json: String) throws {
        let payload = try read(kind, json)
        #expect(payload.kind == kind)
        #expect(try payload.canonicalJSON() == json)
    }

    /// Each kind, with a value in every field, is written as the text above.
    @Test func valuesAreWrittenAsTheText() throws {
        let texts = Dictionary(uniqueKeysWithValues: Self.golden.map { ($0.kind, $0.json) })
        let written =
            [protocolSet, imported, resolved, judged, decided, closed, studied, evaluated]
            + [assigned, distributed, drawn, attached, drafted, appraised]
            + [cast, remark, .undone(Undo(sequence: 3, why: "wrong file"))]
        #expect(Set(written.map(\.kind)) == Set(texts.keys))
        for payload in written {
            #expect(try payload.canonicalJSON() == texts[payload.kind])
            #expect(try read(payload.kind, try payload.canonicalJSON()) == payload)
        }
    }

    private var remark: EventPayload {
        .remarkMade(
            Remark(
                id: "5e8c-2",
                record: RecordID(source: "a.nbib", position: 1),
                stage: .fullText,
                author: "A",
                text: "Table 2\nsays \"no\"."
            )
        )
    }

    private var cast: EventPayload {
        let decision = Decision(
            record: RecordID(source: "a.nbib", position: 1),
            stage: .titleAbstract,
            reviewer: "A",
            verdict: .maybe,
            reason: nil,
            role: .vote,
            note: "so",
            line: 0
        )
        return .decisionCast(
            CastDecision(id: "5e8c-1", decision: decision, decidedAt: "2026-11-30T08:00:00Z")
        )
    }

    /// A protocol with people who left and arbiters; the text above is of one without.
    @Test func peopleOfAProtocol() throws {
        var value = ReviewProtocol(title: "T")
        value.reviewers = ["A"]
        value.formerReviewers = ["B"]
        value.arbiters = ["C"]
        let json =
            #"{"analyses":[],"arbiters":["C"],"comparisons":[],"exclusionCriteria":[],"#
            + #""formerReviewers":["B"],"fullTextReasons":[],"inclusionCriteria":[],"#
            + #""instrument":"probast","question":[],"reviewers":["A"],"title":"T","#
            + #""titleAbstractReasons":[],"votesPerRecord":2}"#
        #expect(try EventPayload.protocolSet(value).canonicalJSON() == json)
        #expect(try read("protocol-set", json) == .protocolSet(value))
        value.formerReviewers = []
        value.arbiters = []
        #expect(try !EventPayload.protocolSet(value).canonicalJSON().contains("ormer"))
    }

    private let first = RecordID(source: "a.nbib", position: 1)
    private let second = RecordID(source: "b.ris", position: 2)

    private func sheet<Row>(_ file: String, _ rows: Row...) -> Sheet<Row> {
        Sheet(file: file, sha256: "cd", rows: rows)
    }

    private var protocolSet: EventPayload {
        var value = ReviewProtocol(title: "T/1")
        value.statement = "An example."
        value.question = [.init(label: "population", text: "Erwachsene ≥ 18")]
        value.inclusionCriteria = ["adults"]
        value.exclusionCriteria = ["animals"]
        value.reviewers = ["A", "B"]
        value.titleAbstractReasons = ["review"]
        value.fullTextReasons = ["no model"]
        value.analyses = [AnalysisPlan(id: "auc", title: "Discrimination", measure: .auc)]
        value.comparisons = [
            .init(
                source: "A 2025",
                doi: "10.1/x",
                note: nil,
                figures: [.init(label: "studies", text: "39")]
            )
        ]
        return .protocolSet(value)
    }

    private var imported: EventPayload {
        .searchImported(
            SearchImport(
                source: "a.nbib",
                file: "a.nbib",
                sha256: "cd",
                kind: .database,
                database: "PubMed",
                platform: "NLM",
                searched: "2026-01-31",
                query: "spine \"and\" bone",
                format: "nbib",
                encoding: "UTF-8",
                recordsFound: 3,
                recordsRead: 2,
                recordsHash: "ab",
                problems: ["line 3: odd"]
            )
        )
    }

    private func judgement(isSame: Bool, note: String?) -> PairJudgement {
        PairJudgement(
            first: first,
            second: second,
            isSame: isSame,
            reviewer: "A",
            note: note,
            line: 2
        )
    }

    private var resolved: EventPayload {
        .duplicatesResolved(
            DuplicateResolution(
                options: .init(),
                records: 5,
                judgements: [judgement(isSame: true, note: "seen")],
                pairs: [
                    .init(
                        first: first,
                        second: second,
                        score: 0.995,
                        rule: "doi",
                        reasons: ["same DOI"],
                        decision: .merge
                    )
                ],
                clusters: [[first, second]]
            )
        )
    }

    private var judged: EventPayload {
        .pairsJudged(sheet("p.csv", judgement(isSame: false, note: nil)))
    }

    private var decided: EventPayload {
        let record = RecordID(source: "a:b.ris", position: 1)
        return .decisionsRecorded(
            sheet(
                "d.csv",
                Decision(
                    record: record,
                    stage: .titleAbstract,
                    reviewer: "A",
                    verdict: .exclude,
                    reason: "review",
                    role: .vote,
                    note: "so",
                    line: 2
                ),
                Decision(
                    record: record,
                    stage: .fullText,
                    reviewer: "consensus",
                    verdict: .notRetrieved,
                    reason: nil,
                    role: .consensus,
                    note: nil,
                    tags: ["preprint", "ask authors"],
                    line: 3
                )
            )
        )
    }

    private var assigned: EventPayload {
        .assignmentsRecorded(
            sheet("a.csv", Assignment(record: first, stage: .fullText, reviewer: "A", line: 2))
        )
    }

    private var distributed: EventPayload {
        .assignmentsDrawn(
            AssignmentDraw(
                stage: .titleAbstract,
                reviewers: ["A", "B"],
                perRecord: 2,
                seed: 7,
                rows: [Assignment(record: first, stage: .titleAbstract, reviewer: "A")]
            )
        )
    }

    private var drawn: EventPayload {
        .calibrationDrawn(
            CalibrationRound(
                name: "pilot",
                stage: .titleAbstract,
                seed: 7,
                records: [first, second]
            )
        )
    }

    private var drafted: EventPayload {
        var study = Study(
            id: "Adams2020",
            reports: [RecordID(source: "a.nbib", position: 1)],
            line: 2
        )
        study.firstAuthor = "Adams"
        study.year = 2020
        study.primaryTumours = ["lung"]
        var row = Evaluation(study: "Adams2020", stage: .external, line: 2)
        row.model = "net"
        row.unit = "patient"
        row.size = 50
        row.values = [.auc: 0.85]
        return .extractionDrafted(
            ExtractionDraft(extractor: "A", study: study, evaluations: [row])
        )
    }

    private var attached: EventPayload {
        .fullTextAttached(
            FullTextAttachment(record: first, sha256: "cd", bytes: 9, name: "p.pdf", by: "A")
        )
    }

    private var closed: EventPayload {
        .screeningClosed(
            ScreeningClosure(
                records: [first, second],
                works: 1,
                evidence: "None of the last 400.",
                by: "A"
            )
        )
    }

    private var studied: EventPayload {
        var study = Study(id: "Adams2020", reports: [first], line: 2)
        study.firstAuthor = "Adams"
        study.year = 2020
        study.title = "T"
        study.journal = "J"
        study.doi = "10.1/x"
        study.pmid = "1"
        study.country = "Norway"
        study.modality = "MRI"
        study.task = "detection"
        study.modelFamily = "deep learning"
        study.patients = 150
        study.events = 60
        study.primaryTumours = ["lung"]
        study.note = "n"
        return .studiesRecorded(sheet("s.csv", study))
    }

    private var evaluated: EventPayload {
        var evaluation = Evaluation(study: "Adams2020", stage: .external, line: 2)
        evaluation.model = "net"
        evaluation.unit = "patient"
        evaluation.size = 50
        evaluation.events = 20
        evaluation.values = [.sensitivity: 0.8, .auc: 0.85]
        evaluation.aucStandardError = 0.05
        evaluation.aucLower = 0.74
        evaluation.aucUpper = 0.96
        evaluation.crossTable = CrossTable(
            truePositives: 16,
            falsePositives: 6,
            falseNegatives: 4,
            trueNegatives: 24
        )
        evaluation.note = "n"
        return .evaluationsRecorded(sheet("e.csv", evaluation))
    }

    private var appraised: EventPayload {
        .appraisalsRecorded(
            sheet(
                "q.csv",
                AppraisalAnswer(
                    study: "Adams2020",
                    estimate: "net",
                    assessor: "A",
                    part: "development",
                    item: "1.1",
                    answer: "PY",
                    rationale: "r",
                    line: 2
                )
            )
        )
    }

    @Test(arguments: golden) func newerVersionIsRefused(kind: String, json: String) {
        let newest = EventPayload.newestVersion(ofKind: kind)
        let later = newest + 1
        let error = #expect(throws: EventCodingError.self) {
            try EventPayload(kind: kind, version: later, json: json, sequence: 9)
        }
        #expect(error == .newer(sequence: 9, kind: kind, version: later, supported: newest))
        #expect(
            error?.description
                == "event 9 (\(kind)) has version \(later); this program reads up to \(newest): "
                + "open the review with a newer Consilience"
        )
    }

    /// What version 2 wrote: cohorts and fields of the protocol.
    static let secondVersion: [(kind: String, json: String)] = [
        (
            "protocol-set",
            #"{"analyses":[],"comparisons":[],"exclusionCriteria":[],"extractionFields":[{"choices"#
                + #"":["GE","Siemens"],"guidance":"g","kind":"choice","name":"scanner","of":"study","#
                + #""required":true,"title":"Scanner"},{"kind":"number","least":0.2,"most":7,"name":"#
                + #""tesla","of":"evaluation","set":"charms","title":"tesla","unit":"T"}],"fullTextRea"#
                + #"sons":[],"inclusionCriteria":[],"instrument":"probast","question":[],"reviewers":["#
                + #"],"title":"T","titleAbstractReasons":[],"votesPerRecord":2}"#
        ),
        (
            "studies-recorded",
            #"{"file":"s.csv","rows":[{"fields":{"scanner":"GE"},"id":"A","line":2,"primaryTumours"#
                + #"":[],"reports":["a.nbib:1"]}],"sha256":"cd"}"#
        ),
        (
            "evaluations-recorded",
            #"{"file":"e.csv","rows":[{"cohort":"B","fields":{"tesla":"1.5"},"line":2,"stage":"exte"#
                + #"rnal","study":"A","values":{}}],"sha256":"cd"}"#
        ),
        (
            "extraction-drafted",
            #"{"evaluations":[{"cohort":"B","line":2,"stage":"external","study":"A","values":{}}],""#
                + #"extractor":"X","study":{"id":"A","line":2,"primaryTumours":[],"reports":["a:1"]}}"#
        ),
    ]

    @Test func partsAreReadAndWrittenAgain() throws {
        let json =
            #"{"file":"c.csv","rows":[{"fields":{"n":"80","role":"development"},"kind":"cohort","#
            + #""line":2,"name":"B","study":"A"}],"sha256":"cd"}"#
        let payload = try EventPayload(
            kind: "parts-recorded",
            version: 1,
            json: json,
            sequence: 9
        )
        #expect(payload.summary == "1 cohorts (c.csv)")
        #expect(try payload.canonicalJSON() == json)
        #expect(payload.version == 1)
    }

    @Test(arguments: secondVersion)
    func secondVersionIsReadAndWrittenAgain(kind: String, json: String) throws {
        let payload = try EventPayload(kind: kind, version: 2, json: json, sequence: 9)
        #expect(payload.version == 2)
        #expect(try payload.canonicalJSON() == json)
    }

    @Test(arguments: golden) func whatIsOldIsWrittenAsItWas(kind: String, json: String) throws {
        let payload = try EventPayload(kind: kind, version: 1, json: json, sequence: 9)
        #expect(payload.version == 1)
    }

    @Test func unknownKindIsNamed() {
        let error = #expect(throws: EventCodingError.self) { try read("dreamt", "{}") }
        #expect(
            error?.description == "event 9 is of the kind 'dreamt', which this program does not "
                + "know: open the review with a newer Consilience"
        )
    }

    @Test(arguments: golden) func brokenTextIsNamed(kind: String, json: String) {
        for broken in ["", "{", "[]", "{}", String(json.dropLast())] {
            let error = #expect(throws: EventCodingError.self) { try read(kind, broken) }
            #expect(error?.description.hasPrefix("event 9 (\(kind)) cannot be read: ") == true)
        }
    }

    /// What comes from a file can be kept, whatever is in it.
    @Test(arguments: ["\u{0}\u{1}", "\u{2028}", "e\u{301} é", "🦴\"\\/", "\r\n\t", "٣"])
    func anyTextSurvives(text: String) throws {
        let payload = EventPayload.undone(Undo(sequence: 1, why: text))
        let read = try read("undone", try payload.canonicalJSON())
        guard case .undone(let undo) = read else {
            Issue.record("another kind")
            return
        }
        // Strings that only look the same are equal in Swift; their bytes are not.
        #expect(undo.why.map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test func numbersThatAreNoneAreNotWritten() {
        var evaluation = Evaluation(study: "S", stage: .external, line: 2)
        evaluation.values = [.auc: .nan]
        let payload = EventPayload.evaluationsRecorded(sheet("e.csv", evaluation))
        #expect(throws: EncodingError.self) { try payload.canonicalJSON() }
    }
}
