import RiskOfBias

/// A filled-in form: every question of the part answered alike, but for the changes named.
func sheet(
    _ instrument: Instrument,
    study: String = "Smith 2020",
    estimate: String? = nil,
    part: String? = nil,
    assessor: String = "A",
    all answer: String = "Y",
    changing changes: [String: String] = [:],
    applicability: String? = "low"
) -> [AppraisalAnswer] {
    var rows: [AppraisalAnswer] = []
    func add(_ item: String, _ answer: String) {
        rows.append(
            AppraisalAnswer(
                study: study,
                estimate: estimate,
                assessor: assessor,
                part: part,
                item: item,
                answer: answer,
                line: rows.count + 2
            )
        )
    }
    for domain in instrument.domains {
        for question in domain.questions(in: part) {
            add(question.code, changes[question.code] ?? answer)
        }
        if let applicability, let item = domain.applicabilityID {
            add(item, changes[item] ?? applicability)
        }
    }
    return rows
}

/// One row about the usual study.
func row(
    _ item: String,
    _ answer: String,
    by assessor: String = "A",
    part: String? = nil,
    estimate: String? = nil,
    because rationale: String? = nil,
    line: Int? = nil
) -> AppraisalAnswer {
    AppraisalAnswer(
        study: "Smith 2020",
        estimate: estimate,
        assessor: assessor,
        part: part,
        item: item,
        answer: answer,
        rationale: rationale,
        line: line
    )
}

extension [AppraisalAnswer] {
    /// The rows without those of some items.
    func without(_ items: String...) -> [AppraisalAnswer] {
        filter { !items.contains($0.item) }
    }
}

extension Appraisal {
    /// The judgements of the domains that hold, in order.
    var judgements: [Judgement?] { domains.map(\.judgement.judgement) }
}
