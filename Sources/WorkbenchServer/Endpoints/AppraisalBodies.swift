import Review
import RiskOfBias
import Workbench

/// Answers about a subject as a browser or a script sends them.
struct AppraisalBody: Decodable, Sendable {
    let study: String
    let estimate: String?
    let part: String?
    let isConsensus: Bool?
    let answers: [TypedAnswer]
    let basis: Int?

    func use(by person: String) -> SaveAppraisal {
        func filled(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
        return SaveAppraisal(
            AppraisalSubject(study: study, estimate: filled(estimate), part: filled(part)),
            by: person,
            isConsensus: isConsensus ?? false,
            answers: answers.map {
                TypedAnswer(item: $0.item, answer: $0.answer, rationale: $0.rationale)
            },
            basis: basis ?? 0
        )
    }

    static let schema = Schema.object([
        ("study", .text(longest: 1000)), ("estimate?", .text(longest: 1000)),
        ("part?", .text(longest: 200)), ("isConsensus?", .flag),
        (
            "answers",
            .list(
                .object([
                    ("item", .text(longest: 200)), ("answer", .text(longest: 200)),
                    ("rationale?", .text(longest: 5000)),
                ])
            )
        ), ("basis?", .whole(least: 0)),
    ])
}

/// What follows from answers.
struct JudgementsBody: Encodable, Sendable {
    struct Item: Encodable, Sendable {
        let item: String
        let computed: String?
        let judgement: String?
        let source: String
        let text: String?
        let tone: String?
    }

    let judgements: [Item]
    let open: [String]
    let faults: [String]
    let text: [String]

    init(_ preview: AppraisalPreview, isConsensus: Bool, _ language: Language) {
        judgements = preview.judgements.map { item in
            Item(
                item: item.item,
                computed: item.computed?.rawValue,
                judgement: item.judgement?.rawValue,
                source: item.source.rawValue,
                text: item.computed?.phrase.text(in: language),
                tone: item.computed?.tone
            )
        }
        open = preview.open
        faults = preview.faults
        text = AppraisalText.lines(preview, isConsensus: isConsensus, language)
    }

    static let schema = Schema.object([
        (
            "judgements",
            .list(
                .object([
                    ("item", .text()), ("computed?", .text()), ("judgement?", .text()),
                    ("source", .text(oneOf: JudgementSource.allCases.map(\.rawValue))),
                    ("text?", .text()), ("tone?", .text()),
                ])
            )
        ), ("open", .list(.text())), ("faults", .list(.text())), ("text", .list(.text())),
    ])
}

/// A subject with how far its assessors are.
struct SubjectBody: Encodable, Sendable {
    struct Assessor: Encodable, Sendable {
        let name: String
        let isComplete: Bool
    }

    let study: String
    let estimate: String?
    let part: String?
    let assessors: [Assessor]
    let judgements: [AppraisalPreview.Item]

    init(_ subject: AppraisalSubject, _ progress: AppraisalProgress?, _ appraisal: Appraisal?) {
        study = subject.study
        estimate = subject.estimate
        part = subject.part
        assessors = (progress?.assessors(ofStudy: subject.study) ?? [])
            .filter { progress?.hasAnswers(on: subject, by: $0) == true }
            .map { Assessor(name: $0, isComplete: progress?.isComplete(subject, by: $0) == true) }
        judgements = appraisal.map(AppraisalPreview.judgements) ?? []
    }

    static let schema = Schema.object([
        ("study", .text()), ("estimate?", .text()), ("part?", .text()),
        ("assessors", .list(.object([("name", .text()), ("isComplete", .flag)]))),
        (
            "judgements",
            .list(
                .object([
                    ("item", .text()), ("computed?", .text()), ("judgement?", .text()),
                    ("source", .text()),
                ])
            )
        ),
    ])
}

/// The answers on a subject.
struct AnswersBody: Encodable, Sendable {
    struct Answer: Encodable, Sendable {
        let assessor: String
        let item: String
        let answer: String
        let rationale: String?
        let file: String
        let line: Int?
        let event: Int
    }

    let basis: Int
    let consensusBasis: Int
    let answers: [Answer]

    init(_ subject: AppraisalSubject, _ view: ReviewView) {
        basis = SaveAppraisal.basis(subject, by: view.person ?? "", in: view.state)
        consensusBasis = SaveAppraisal.basis(subject, by: nil, in: view.state)
        answers = view.state.appraisalAnswers.filter { $0.row.isAbout(subject) }.map {
            Answer(
                assessor: $0.row.assessor,
                item: $0.row.item,
                answer: $0.row.answer,
                rationale: $0.row.rationale,
                file: $0.file,
                line: $0.row.line,
                event: $0.event
            )
        }
    }

    static let schema = Schema.object([
        ("basis", .whole(least: 0)), ("consensusBasis", .whole(least: 0)),
        (
            "answers",
            .list(
                .object([
                    ("assessor", .text()), ("item", .text()), ("answer", .text()),
                    ("rationale?", .text()), ("file", .text()), ("line?", .whole()),
                    ("event", .whole(least: 1)),
                ])
            )
        ),
    ])
}
