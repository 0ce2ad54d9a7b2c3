import Review
import Screening

/// A work whose report is sought, with its full texts.
struct FullTextRow: Sendable {
    /// How far a full text was gathered.
    enum Standing: String, Sendable, CaseIterable {
        case missing
        case there
        case notRetrieved = "not-retrieved"

        /// Name as printed.
        var title: Phrase {
            switch self {
            case .missing: .fullTextsMissing
            case .there: .fullTextsThere
            case .notRetrieved: .fullTextsLost
            }
        }

        /// Class of the badge.
        var tone: String {
            switch self {
            case .missing: "open"
            case .there: "good"
            case .notRetrieved: "plain"
            }
        }
    }

    /// Index of the work.
    let work: Int
    /// First record of the work.
    let record: RecordID
    /// How far the full text was gathered.
    let standing: Standing
    /// The files.
    let files: [StandingAttachment]
    /// Identifiers of the studies that name the work as their report.
    let studies: [String]
}

extension ReviewView {
    /// The works that passed title and abstract, as far as the person may know, in their order.
    var fullTexts: [FullTextRow] {
        var files: [Int: [StandingAttachment]] = [:]
        for attached in state.attachments {
            guard let work = state.workIndex[attached.attachment.record] else { continue }
            files[work, default: []].append(attached)
        }
        var studies: [Int: [String]] = [:]
        for study in state.studies.map(\.row) {
            for work in Set(study.reports.compactMap { state.workIndex[$0] }) {
                studies[work, default: []].append(study.id)
            }
        }
        return state.works.indices.filter { state.isSought(work: $0) }.map { work in
            let found = files[work] ?? []
            return FullTextRow(
                work: work,
                record: state.works[work].id,
                standing: !found.isEmpty
                    ? .there
                    : state.fullTextOutcomes[work] == .notRetrieved ? .notRetrieved : .missing,
                files: found,
                studies: studies[work] ?? []
            )
        }
    }
}
