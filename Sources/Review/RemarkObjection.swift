/// Why a remark cannot be made or taken back.
public enum RemarkObjection: Error, Equatable, Sendable, CustomStringConvertible {
    /// The review has no such record.
    case unknownRecord(RecordID)
    /// Whoever asks may not see all votes on the work yet.
    case closed
    /// Another remark has the name already; its event.
    case otherOfThisName(Int)
    /// The event is no remark.
    case noRemark(Int)
    /// Somebody else made the remark.
    case ofAnother(Int, author: String)
    /// The remark was taken back before.
    case takenBack(Int)
    /// Somebody has answered the remark; the event of the answer.
    case answered(by: String, Int)

    /// The objection in words, for the person who is refused.
    public var description: String {
        switch self {
        case .unknownRecord(let record): "the review has no record \(record)"
        case .closed: "remarks on this work wait until you may see all votes on it"
        case .otherOfThisName(let event): "event \(event) is another remark of this name"
        case .noRemark(let event): "event \(event) is no remark"
        case .ofAnother(let event, let author): "event \(event) is a remark of \(author)"
        case .takenBack(let event): "event \(event) was taken back before"
        case .answered(let author, let event): "\(author) has answered it (event \(event))"
        }
    }
}
