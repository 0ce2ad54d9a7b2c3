import Screening

extension ReviewState {
    /// The full texts of a work, in the order they were attached.
    ///
    /// - Parameter index: index of the work in `works`.
    /// - Returns: the attachments to any of its records.
    public func fullTexts(ofWork index: Int) -> [StandingAttachment] {
        attachments.filter { workIndex[$0.attachment.record] == index }
    }

    /// Indices of the works that have a full text.
    public var worksWithFullText: Set<Int> {
        Set(attachments.compactMap { workIndex[$0.attachment.record] })
    }

    var attachmentFaults: [ReviewFault] {
        attachments.flatMap { standing -> [ReviewFault] in
            let record = standing.attachment.record
            func fault(_ what: String) -> [ReviewFault] {
                [ReviewFault(event: standing.event, what: what)]
            }
            guard let index = workIndex[record] else {
                return fault("unknown record \(record), which a full text is attached to")
            }
            if let replaced = replacement(of: record, citedBy: standing.event) {
                return fault(replaced)
            }
            guard isSought(work: index), fullTextOutcomes[index] == .notRetrieved else {
                return []
            }
            return [contradiction(of: standing, work: index)]
        }
    }

    /// A file is there, and the reviewers say that it could not be had: named where it was said
    /// last.
    private func contradiction(of standing: StandingAttachment, work: Int) -> ReviewFault {
        let said = decisions.last {
            $0.decision.stage == .fullText && $0.decision.verdict == .notRetrieved
                && workIndex[$0.decision.record] == work
        }
        let attachment = standing.attachment
        let what =
            "\(attachment.record) is settled as not retrieved, but its full text is there "
            + "('\(attachment.name)', attached at event \(standing.event)): decide anew, or undo "
            + "the attachment"
        if let said, said.event > standing.event {
            return ReviewFault(
                file: said.file,
                line: said.decision.line,
                event: said.event,
                what: what
            )
        }
        return ReviewFault(event: standing.event, what: what)
    }
}
