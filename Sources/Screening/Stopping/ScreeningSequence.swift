/// The labels of a screening in the order in which they were settled, and what they are part of.
public struct ScreeningSequence: Sendable, Equatable {
    /// How a record came to be screened when it was.
    public enum Selection: String, Sendable, Hashable, Codable, CaseIterable {
        /// The ranking put it first.
        case ranked
        /// It was drawn at random from all records not screened then, during the ranked screening
        /// or before it (training part, random mix).
        case random
        /// It belongs to a random sample of the records that were left when ranked screening
        /// stopped.
        case audit
    }

    /// One settled record.
    public struct Label: Sendable, Hashable, Codable {
        /// Whether the record was found relevant.
        public let isRelevant: Bool
        /// How the record was chosen.
        public let selection: Selection

        /// A label.
        public init(isRelevant: Bool, selection: Selection = .ranked) {
            self.isRelevant = isRelevant
            self.selection = selection
        }
    }

    /// A record known to be relevant before the screening.
    public struct KeyPaper: Sendable, Hashable, Codable {
        /// What the record is known by.
        public let id: String
        /// Whether the screening has come to it and found it relevant.
        public let isFound: Bool

        /// A key paper.
        public init(id: String, isFound: Bool) {
            self.id = id
            self.isFound = isFound
        }
    }

    /// Labels in the order in which they were settled.
    public let labels: [Label]
    /// Records in all, screened or not.
    public let total: Int
    /// Records known to be relevant beforehand; nil if nobody named any.
    public let keyPapers: [KeyPaper]?

    /// A sequence of labels.
    ///
    /// - Parameters:
    ///   - labels: labels in the order in which they were settled.
    ///   - total: number of all records, at least the number of labels.
    ///   - keyPapers: records known beforehand, nil if none were named.
    /// - Throws: `.moreLabelsThanRecords`, `.countOutOfRange`.
    public init(
        labels: [Label],
        total: Int,
        keyPapers: [KeyPaper]? = nil
    ) throws(StoppingError) {
        try StoppingError.checkCount(total, "the number of records")
        guard labels.count <= total else {
            throw .moreLabelsThanRecords(labels: labels.count, total: total)
        }
        self.labels = labels
        self.total = total
        self.keyPapers = keyPapers
    }

    /// A sequence of which all records were ranked.
    ///
    /// - Parameters:
    ///   - relevant: whether each record is relevant, in the order in which they were settled.
    ///   - total: number of all records, at least the number of labels.
    ///   - keyPapers: records known beforehand, nil if none were named.
    /// - Throws: `.moreLabelsThanRecords`, `.countOutOfRange`.
    public init(
        ranked relevant: [Bool],
        total: Int,
        keyPapers: [KeyPaper]? = nil
    ) throws(StoppingError) {
        try self.init(
            labels: relevant.map { Label(isRelevant: $0) },
            total: total,
            keyPapers: keyPapers
        )
    }

    /// Records screened.
    public var screened: Int { labels.count }
    /// Records not screened.
    public var unscreened: Int { total - labels.count }
    /// Relevant records found.
    public var found: Int { labels.count { $0.isRelevant } }

    /// The random part at the very beginning, screened before anything was ranked.
    var trainingPart: ArraySlice<Label> { labels.prefix { $0.selection == .random } }

    /// The audit sample at the very end; empty if ranked screening went on after an audit.
    var finalAudit: ArraySlice<Label> {
        let rest = labels.lastIndex { $0.selection != .audit }.map { $0 + 1 } ?? 0
        return labels[rest...]
    }
}
