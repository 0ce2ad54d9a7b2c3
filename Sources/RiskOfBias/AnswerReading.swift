/// An answer whose item, part and value the instrument knows.
struct ReadAnswer: Equatable {
    /// What the answer says.
    enum Value: Equatable {
        case option(AnswerOption)
        case judgement(Judgement)

        /// The answer's code or the judgement's word.
        var text: String {
            switch self {
            case .option(let option): option.id
            case .judgement(let judgement): judgement.rawValue
            }
        }
    }

    var subject: AppraisalSubject
    var assessor: String
    var item: AppraisalItem
    var value: Value
    var rationale: String?
    var line: Int?
    /// The position among the answers given, which names the row when lines are missing.
    var position: Int
    /// Whether a study's answer stands in for an estimate's.
    var isInherited = false

    var isConsensus: Bool { assessor == AppraisalAnswer.consensusAssessor }

    var option: AnswerOption? {
        if case .option(let option) = value { return option }
        return nil
    }

    var judgement: Judgement? {
        if case .judgement(let judgement) = value { return judgement }
        return nil
    }
}

/// A fault with the row it belongs to.
struct LocatedFault: Equatable {
    var subject: AppraisalSubject
    /// The row's position among the answers given.
    var position: Int
    var fault: AppraisalFault
}

extension [LocatedFault] {
    /// The faults in the order of their rows, those of one row as they were found.
    var inOrderOfRows: [LocatedFault] {
        enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }
}

/// Answers matched with the instrument: what could be read and what could not.
struct AnswerReading {
    let instrument: Instrument
    private var itemsByCode: [String: AppraisalItem] = [:]
    private(set) var rows: [ReadAnswer] = []
    private(set) var faults: [LocatedFault] = []

    init(_ answers: [AppraisalAnswer], instrument: Instrument) {
        self.instrument = instrument
        var remarked: Set<AppraisalSubject> = []
        for item in instrument.items { itemsByCode[item.code.lowercased()] = item }
        for (position, answer) in answers.enumerated() {
            read(answer, at: position, remarked: &remarked)
        }
        findRepetitions()
    }

    private mutating func read(
        _ answer: AppraisalAnswer,
        at position: Int,
        remarked: inout Set<AppraisalSubject>
    ) {
        var subject = AppraisalSubject(
            study: answer.study.trimmed,
            estimate: answer.estimate.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 },
            part: answer.part.map { $0.trimmed.lowercased() }.flatMap { $0.isEmpty ? nil : $0 }
        )
        let assessor = answer.assessor.trimmed
        func add(_ kind: AppraisalFault.Kind) {
            let fault = AppraisalFault(
                kind: kind,
                study: subject.study,
                assessor: assessor,
                line: answer.line
            )
            faults.append(LocatedFault(subject: subject, position: position, fault: fault))
        }

        let columns = [
            ("study", subject.study), ("assessor", assessor), ("item", answer.item.trimmed),
            ("answer", answer.answer.trimmed),
        ]
        let blanks = columns.filter(\.1.isEmpty)
        for column in blanks { add(.blank(column: column.0)) }
        guard blanks.isEmpty else { return }

        if let part = subject.part {
            guard let known = instrument.part(named: part) else {
                add(.unknownPart(part: part, known: instrument.parts.map(\.id)))
                return
            }
            subject.part = known.id
        } else if instrument.partIsRequired {
            add(.partMissing(known: instrument.parts.map(\.id)))
            return
        } else if !instrument.questionsOfSomeParts.isEmpty, remarked.insert(subject).inserted {
            add(.partAssumedWhole(onlyInOnePart: instrument.questionsOfSomeParts))
        }

        guard let item = itemsByCode[answer.item.trimmed.lowercased()] else {
            add(
                .unknownItem(
                    item: answer.item.trimmed,
                    known: instrument.items(in: subject.part)
                )
            )
            return
        }
        switch value(of: answer, item: item, part: subject.part) {
        case .failure(let fault):
            add(fault.kind)
        case .success(let value):
            rows.append(
                ReadAnswer(
                    subject: subject,
                    assessor: assessor.lowercased() == AppraisalAnswer.consensusAssessor
                        ? AppraisalAnswer.consensusAssessor : assessor,
                    item: item,
                    value: value,
                    rationale: answer.rationale.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 },
                    line: answer.line,
                    position: position
                )
            )
        }
    }

    private func value(
        of answer: AppraisalAnswer,
        item: AppraisalItem,
        part: String?
    ) -> Result<ReadAnswer.Value, AppraisalFault> {
        func fault(_ kind: AppraisalFault.Kind) -> AppraisalFault {
            AppraisalFault(kind: kind, study: answer.study, assessor: answer.assessor)
        }
        guard case .question(let code, let stratum) = item else {
            if let judgement = Judgement(named: answer.answer),
                instrument.judgements.contains(judgement)
            {
                return .success(.judgement(judgement))
            }
            return .failure(
                fault(
                    .answerNotAllowed(
                        item: item.code,
                        answer: answer.answer.trimmed,
                        allowed: instrument.judgements.map(\.rawValue)
                    )
                )
            )
        }
        guard let question = instrument.question(code, stratum: stratum, in: part) else {
            let asking = instrument.parts(asking: code, stratum: stratum)
            return .failure(fault(.notInPart(item: item.code, part: part ?? "", asking: asking)))
        }
        let allowed = instrument.allowedAnswers(to: question)
        if let option = allowed.first(where: { $0.matches(answer.answer) }) {
            return .success(.option(option))
        }
        return .failure(
            fault(
                .answerNotAllowed(
                    item: item.code,
                    answer: answer.answer.trimmed,
                    allowed: allowed.map(\.id)
                )
            )
        )
    }

    private struct RowKey: Hashable {
        let subject: AppraisalSubject
        let assessor: String
        let item: AppraisalItem
    }

    private mutating func findRepetitions() {
        var first: [RowKey: ReadAnswer] = [:]
        for row in rows {
            let key = RowKey(subject: row.subject, assessor: row.assessor, item: row.item)
            guard let earlier = first[key] else {
                first[key] = row
                continue
            }
            let fault = AppraisalFault(
                kind: .answeredTwice(
                    item: row.item.code,
                    firstLine: earlier.line,
                    firstAnswer: earlier.value.text,
                    answer: row.value.text
                ),
                study: row.subject.study,
                assessor: row.assessor,
                line: row.line
            )
            faults.append(
                LocatedFault(subject: row.subject, position: row.position, fault: fault)
            )
        }
    }
}

extension Instrument {
    /// The part that a text names by id or name, in any case.
    func part(named text: String) -> InstrumentPart? {
        let wanted = text.comparable
        return parts.first { $0.id.comparable == wanted || $0.name.comparable == wanted }
    }

    /// The codes of the questions that not every part asks.
    var questionsOfSomeParts: [String] {
        guard !parts.isEmpty else { return [] }
        return domains.flatMap(\.questions)
            .filter { question in !parts.allSatisfy { question.belongs(to: $0.id) } }
            .map(\.code)
    }

    /// The codes of the items that a part has, in official order.
    func items(in part: String?) -> [String] {
        items.filter { item in
            guard case .question(let code, let stratum) = item else { return true }
            return question(code, stratum: stratum, in: part) != nil
        }
        .map(\.code)
    }
}
