/// Names every fault of answers to an instrument, with its line.
///
/// A consensus on an item nobody disputed is no fault. A judgement needs a rationale when it
/// differs from what the same assessor's own answers give (for the consensus: from what the
/// answers that hold give), also when the rule leaves the judgement to the assessor.
///
/// - Parameters:
///   - answers: the rows of one instrument, in file order.
///   - instrument: the instrument the answers are about.
/// - Returns: The faults in the order of the rows; some may be mere remarks
///   (``AppraisalFault/isRemark``).
public func validate(_ answers: [AppraisalAnswer], instrument: Instrument) -> [AppraisalFault] {
    let reading = AnswerReading(answers, instrument: instrument)
    var seen: Set<Int> = []
    let missing = reading.subjects.flatMap(missingRationales).filter {
        seen.insert($0.position).inserted
    }
    return (reading.faults + missing).inOrderOfRows.map(\.fault)
}

/// The judgements about a subject that differ from the computed ones without saying why.
func missingRationales(_ answers: SubjectAnswers) -> [LocatedFault] {
    let instrument = answers.instrument
    let appraiser = SubjectAppraiser(answers)
    var found: [LocatedFault] = []
    func check(_ item: AppraisalItem, own: (String) -> Judgement?, settled: () -> Judgement?) {
        for row in answers.rows(item) where row.rationale == nil {
            guard let given = row.judgement else { continue }
            let computed = row.isConsensus ? settled() : own(row.assessor)
            guard given != computed else { continue }
            let fault = AppraisalFault(
                kind: .judgementWithoutRationale(
                    item: item.code,
                    given: given,
                    computed: computed
                ),
                study: row.subject.study,
                assessor: row.assessor,
                line: row.line
            )
            found.append(
                LocatedFault(subject: row.subject, position: row.position, fault: fault)
            )
        }
    }
    for domain in instrument.domains {
        check(
            .domain(domain.number),
            own: { answers.ownComputed(by: $0, in: domain) },
            settled: { appraiser.computed(domain) }
        )
    }
    for applicability in [false, true] {
        check(
            applicability ? .overallApplicability : .overall,
            own: { answers.ownComputedOverall(by: $0, applicability: applicability) },
            settled: { appraiser.computedOverall(applicability: applicability) }
        )
    }
    return found
}
