public import RiskOfBias

extension ReviewState {
    /// How far the assessors are; `nil` without an instrument.
    public var appraisalProgress: AppraisalProgress? {
        reviewProtocol?.appraisalInstrument.map {
            AppraisalProgress(appraisalAnswers.map(\.row), instrument: $0)
        }
    }

    /// Whether a person may see what others answered about a subject.
    ///
    /// They may once their own answers are complete, or something was settled together. Who has not begun
    /// may as soon as as many assessors are done as the protocol asks for.
    ///
    /// - Parameters:
    ///   - subject: what is appraised.
    ///   - viewer: name of the person.
    ///   - progress: how far the assessors are.
    /// - Returns: whether the answers of others are shown.
    public func isAppraisalRevealed(
        _ subject: AppraisalSubject,
        to viewer: String,
        progress: AppraisalProgress
    ) -> Bool {
        if progress.hasConsensus(on: subject) || progress.isComplete(subject, by: viewer) {
            return true
        }
        let assessors = progress.assessors(ofStudy: subject.study)
        guard !assessors.contains(viewer) else { return false }
        return assessors.count { progress.isComplete(subject, by: $0) } >= votesPerRecord
    }

    /// Leaves out the appraisal answers and drafts of others that a person may not see yet.
    mutating func hideExtraction(from viewer: String, now present: ReviewState) {
        extractionDrafts = extractionDrafts.filter {
            $0.draft.extractor == viewer
                || present.areDraftsRevealed(ofStudy: $0.draft.study.id)
        }
        guard !appraisalAnswers.isEmpty else { return }
        let progress = present.appraisalProgress
        var known: [AppraisalSubject: Bool] = [:]
        appraisalAnswers = appraisalAnswers.filter { extracted in
            let row = extracted.row
            guard row.assessor != viewer else { return true }
            guard let progress else { return false }
            let subject = progress.subject(of: row)
            if let isShown = known[subject] { return isShown }
            let isShown = present.isAppraisalRevealed(subject, to: viewer, progress: progress)
            known[subject] = isShown
            return isShown
        }
    }
}
