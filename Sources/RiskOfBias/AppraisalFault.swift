/// What is wrong with an answer, and where.
public struct AppraisalFault: Codable, Sendable, Equatable, Error, CustomStringConvertible {
    /// The kinds of fault.
    public enum Kind: Codable, Sendable, Equatable {
        /// The study, assessor, item or answer column is blank.
        case blank(column: String)
        /// The instrument has no such item.
        case unknownItem(item: String, known: [String])
        /// The instrument has no such part.
        case unknownPart(part: String, known: [String])
        /// The instrument needs a part and none is given.
        case partMissing(known: [String])
        /// No part is given, so that the questions of every part are expected.
        case partAssumedWhole(onlyInOnePart: [String])
        /// The part does not ask the question.
        case notInPart(item: String, part: String, asking: [String])
        /// The item does not take the answer.
        case answerNotAllowed(item: String, answer: String, allowed: [String])
        /// The same assessor has answered the item before.
        case answeredTwice(item: String, firstLine: Int?, firstAnswer: String, answer: String)
        /// A judgement differs from the computed one, or none is computed, without a reason.
        case judgementWithoutRationale(item: String, given: Judgement, computed: Judgement?)
    }

    /// What is wrong.
    public var kind: Kind
    /// The study of the row.
    public var study: String
    /// The assessor of the row.
    public var assessor: String
    /// The row's line in its file.
    public var line: Int?

    /// Makes a fault.
    public init(kind: Kind, study: String, assessor: String, line: Int? = nil) {
        self.kind = kind
        self.study = study
        self.assessor = assessor
        self.line = line
    }

    /// Whether this is only a remark, which need not stop an import.
    public var isRemark: Bool {
        if case .partAssumedWhole = kind { return true }
        return false
    }

    /// Says where the fault is, what it is and what was expected.
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        let who = study.isEmpty && assessor.isEmpty ? "" : " (study \(study), \(assessor))"
        return place + reason + who
    }

    /// What is wrong and what was expected, without the place.
    public var reason: String {
        func list(_ words: [String]) -> String {
            words.isEmpty ? "none" : words.joined(separator: ", ")
        }
        return switch kind {
        case .blank(let column):
            "\(column) is blank; it is required"
        case .unknownItem(let item, let known):
            "unknown item \"\(item)\"; the instrument has \(list(known))"
        case .unknownPart(let part, let known):
            "unknown part \"\(part)\"; the instrument has \(list(known))"
        case .partMissing(let known):
            "part is blank; write one of \(list(known))"
        case .partAssumedWhole(let only):
            "part is blank: all questions are expected, also \(list(only)), "
                + "which not every part asks"
        case .notInPart(let item, let part, let asking):
            "item \(item) does not belong to part \(part); asked in \(list(asking))"
        case .answerNotAllowed(let item, let answer, let allowed):
            "item \(item) does not take \"\(answer)\"; allowed are \(list(allowed))"
        case .answeredTwice(let item, let firstLine, let firstAnswer, let answer):
            "item \(item) is answered twice by the same assessor: \(firstAnswer)"
                + (firstLine.map { " on line \($0)" } ?? "") + ", now \(answer)"
        case .judgementWithoutRationale(let item, let given, let computed):
            "\(item) is judged \(given.rawValue) where the answers give "
                + "\(computed?.rawValue ?? "no judgement"); a rationale is required"
        }
    }
}
