import Bibliography
import Deduplication
import Foundation
import Reporting
import Review
import RiskOfBias
import Screening

/// A small review made up for the tests, step by step.
enum SyntheticReview {
    static let hostile = "<script>alert(\"x\")</script> & 'quotes' ]]> \u{202E}\u{0007}"

    static func plan(title: String = "AI on bone") -> ReviewProtocol {
        var plan = ReviewProtocol(title: title)
        plan.statement = "Made up for tests; do not cite."
        plan.question = [
            .init(label: "population", text: "Adults"), .init(label: "index", text: "AI"),
        ]
        plan.inclusionCriteria = ["Primary study"]
        plan.exclusionCriteria = ["Reviews"]
        plan.reviewers = ["Ada", "Bea"]
        plan.titleAbstractReasons = ["review"]
        plan.fullTextReasons = ["no AUC"]
        plan.analyses = [
            AnalysisPlan(id: "auc by stage", title: "AUC per stage", measure: .auc),
            AnalysisPlan(id: "AUC/by/stage", title: "Sensitivity", measure: .sensitivity),
        ]
        plan.accuracyAnalyses = [
            AccuracyPlan(id: "auc by stage", title: "Accuracy <together>"),
            AccuracyPlan(id: "AUC/by/stage", title: "The same", model: .restrictedLinear),
        ]
        plan.comparisons = [
            .init(
                source: "Somebody else 2025",
                doi: "10.1000/x<y>",
                note: "Theirs.",
                figures: [.init(label: "Pooled AUC", text: "0.4321")]
            )
        ]
        return plan
    }

    static func search(_ source: String, database: String, records: Int) -> EventPayload {
        .searchImported(
            SearchImport(
                source: source,
                file: "exports/\(source)",
                sha256: String(repeating: "0f", count: 32),
                kind: .database,
                database: database,
                platform: "Web",
                searched: "2025-09-15",
                query: "a AND <b>",
                format: "RIS",
                encoding: "UTF-8",
                recordsFound: records,
                recordsRead: records,
                recordsHash: String(repeating: "1", count: 64),
                problems: []
            )
        )
    }

    static func id(_ source: String, _ position: Int) -> RecordID {
        RecordID(source: source, position: position)
    }

    /// Works 1 to 8 of `a.ris`; records 1 and 2 of `b.ris` are the first works again.
    static var duplicates: EventPayload {
        .duplicatesResolved(
            DuplicateResolution(
                options: DeduplicationOptions(),
                records: 10,
                pairs: [
                    .init(
                        first: id("a.ris", 7),
                        second: id("a.ris", 8),
                        score: 0.71,
                        rule: "title",
                        reasons: ["titles alike"],
                        decision: .review
                    )
                ],
                clusters: [[id("a.ris", 1), id("b.ris", 1)], [id("a.ris", 2), id("b.ris", 2)]]
            )
        )
    }

    static func vote(
        _ position: Int,
        _ stage: Stage,
        _ reviewer: String,
        _ verdict: Verdict,
        _ line: Int,
        reason: String? = nil,
        role: Role = .vote
    ) -> Decision {
        Decision(
            record: id("a.ris", position),
            stage: stage,
            reviewer: reviewer,
            verdict: verdict,
            reason: reason,
            role: role,
            note: nil,
            line: line
        )
    }

    /// 1–4 included, 5 excluded at full text, 6 not retrieved, 7 excluded after a conflict at title
    /// and abstract, 8 excluded at once.
    static var decisions: EventPayload {
        var rows: [Decision] = []
        func both(_ position: Int, _ stage: Stage, _ verdict: Verdict, reason: String? = nil) {
            for reviewer in ["Ada", "Bea"] {
                rows.append(
                    vote(position, stage, reviewer, verdict, rows.count + 2, reason: reason)
                )
            }
        }
        for position in 1...6 { both(position, .titleAbstract, .include) }
        rows.append(vote(7, .titleAbstract, "Ada", .include, rows.count + 2))
        rows.append(vote(7, .titleAbstract, "Bea", .exclude, rows.count + 2, reason: "review"))
        rows.append(
            vote(
                7,
                .titleAbstract,
                "",
                .exclude,
                rows.count + 2,
                reason: "review",
                role: .consensus
            )
        )
        both(8, .titleAbstract, .exclude, reason: "review")
        for position in 1...4 { both(position, .fullText, .include) }
        both(5, .fullText, .exclude, reason: "no AUC")
        both(6, .fullText, .notRetrieved)
        return .decisionsRecorded(Sheet(file: "decisions.csv", sha256: "d1", rows: rows))
    }

    static var studies: EventPayload {
        let rows = (1...4).map { number -> Study in
            var study = Study(id: "S\(number)", reports: [id("a.ris", number)], line: number + 1)
            study.firstAuthor = [nil, "Author1", "Author2", "A<b>&3", nil][number]
            study.year = number == 4 ? nil : 2019 + number
            study.title = number == 1 ? hostile : "Study \(number)"
            study.doi = "10.1000/s\(number)"
            study.pmid = "100\(number)"
            study.modality = number < 3 ? "MRI" : "CT"
            study.task = "lesion_detection"
            study.modelFamily = "deep_learning"
            study.patients = number == 3 ? nil : 100 * number
            study.primaryTumours = number == 2 ? ["lung", "breast"] : []
            return study
        }
        return .studiesRecorded(Sheet(file: "studies.csv", sha256: "d2", rows: rows))
    }

    static func evaluation(
        _ study: String,
        _ stage: EvaluationStage,
        auc: Double,
        size: Int?,
        events: Int?,
        line: Int
    ) -> Evaluation {
        var row = Evaluation(study: study, stage: stage, line: line)
        row.values = [.auc: auc]
        row.size = size
        row.events = events
        row.unit = "patient"
        return row
    }

    static var evaluations: EventPayload {
        .evaluationsRecorded(
            Sheet(
                file: "estimates.csv",
                sha256: "d3",
                rows: [
                    evaluation("S1", .internal, auc: 0.91, size: 100, events: 40, line: 2),
                    evaluation("S2", .internal, auc: 0.84, size: 150, events: 70, line: 3),
                    evaluation("S3", .internal, auc: 0.95, size: 80, events: 30, line: 4),
                    evaluation("S4", .internal, auc: 0.99, size: nil, events: nil, line: 5),
                    evaluation("S1", .external, auc: 0.78, size: 90, events: 45, line: 6),
                    evaluation("S2", .external, auc: 0.81, size: 200, events: 90, line: 7),
                    evaluation("S4", .training, auc: 0.9999, size: 50, events: nil, line: 8),
                ]
            )
        )
    }

    static var appraisals: EventPayload {
        var rows: [AppraisalAnswer] = []
        func add(
            _ study: String,
            _ assessor: String,
            _ item: String,
            _ answer: String,
            why: String? = nil
        ) {
            rows.append(
                AppraisalAnswer(
                    study: study,
                    assessor: assessor,
                    part: "development",
                    item: item,
                    answer: answer,
                    rationale: why,
                    line: rows.count + 2
                )
            )
        }
        let questions = Instrument.probast.domains.flatMap { $0.questions(in: "development") }
        for study in ["S1", "S2", "S3"] {
            for assessor in ["Ada", "Bea"] {
                for question in questions {
                    let isDisputed = study == "S2" && question.code == "4.1" && assessor == "Bea"
                    add(study, assessor, question.code, isDisputed ? "N" : "Y")
                }
            }
        }
        add("S3", "consensus", "D4", "high", why: "Leak of \(hostile)")
        add("S1", "Ada", "A1", "low")
        add("S1", "Bea", "A1", "low")
        return .appraisalsRecorded(Sheet(file: "appraisals.csv", sha256: "d4", rows: rows))
    }

    /// The finished review.
    static var complete: [EventPayload] {
        [
            .protocolSet(plan()), search("a.ris", database: "MEDLINE", records: 8),
            search("b.ris", database: "Embase", records: 2), duplicates, decisions, studies,
            evaluations, appraisals,
        ]
    }

    static var records: [RecordID: Record] {
        var records: [RecordID: Record] = [:]
        for position in 1...8 {
            var record = Record(type: .article)
            record.title = position == 5 ? hostile : "Record \(position)"
            record.authors = [.person(family: "Author\(position)", given: "A")]
            record.year = 2019 + position
            record.doi = "10.1000/a\(position)"
            records[id("a.ris", position)] = record
        }
        return records
    }

    /// The report input after some events; times and actors as given.
    static func input(
        _ payloads: [EventPayload],
        at time: String = "2026-01-01T00:00:00Z",
        actor: String = "Ada"
    ) -> ReportInput {
        let events = payloads.enumerated().map {
            Event(sequence: $0 + 1, at: time, actor: actor, payload: $1)
        }
        return ReportInput(
            state: ReviewState(replaying: events),
            records: records,
            events: events,
            contentDigest: String(repeating: "c0", count: 32),
            program: "Consilience 0.1.0"
        )
    }
}
