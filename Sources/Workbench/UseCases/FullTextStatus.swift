public import Review
import ReviewStore
import Screening

/// How far the full texts were gathered.
public struct FullTextStatus: Sendable, Equatable, Codable {
    /// Reports sought for retrieval.
    public var sought: Int
    /// Those with a file.
    public var withFile: Int
    /// Those that could not be had.
    public var notRetrieved: Int
    /// The others, by name.
    public var withoutFile: [String]

    /// Takes stock of the full texts of a review.
    ///
    /// - Parameter state: the review.
    public init(_ state: ReviewState) {
        let attached = state.worksWithFullText
        let all = state.works.indices.filter { state.isSought(work: $0) }
        let missing = all.filter { !attached.contains($0) }
        let lost = missing.filter { state.fullTextOutcomes[$0] == .notRetrieved }
        sought = all.count
        withFile = all.count - missing.count
        notRetrieved = lost.count
        withoutFile = missing.filter { state.fullTextOutcomes[$0] != .notRetrieved }
            .map { state.works[$0].id.description }
    }
}

extension ReviewFolder {
    /// Attached full texts that are missing or not what was attached.
    ///
    /// - Parameter state: the review.
    /// - Returns: one finding for each attachment that counts and does not fit.
    func fullTextFindings(_ state: ReviewState) -> [IntegrityFinding] {
        state.attachments.compactMap { standing in
            let attachment = standing.attachment
            let path = fullTexts.path(of: attachment.sha256)
            let place = "full text \(attachment.name) (event \(standing.event))"
            guard let content = try? regularFile(path, named: attachment.name),
                let hash = try? content.sha256()
            else { return IntegrityFinding(place: place, what: "is missing: \(path)") }
            guard hash == attachment.sha256, content.size == attachment.bytes else {
                return IntegrityFinding(place: place, what: "was changed after it was attached")
            }
            return nil
        }
    }
}
