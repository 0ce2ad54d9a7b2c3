import Statistics

/// The SAFE procedure, item by item.
///
/// Phase 1 screens a random part for training; phase 2 ranks by active learning until four conditions
/// hold together; phases 3 and 4 look for more with another model and check what was excluded. What
/// the labels show is filled in, the rest is for the reviewers to tick.
///
/// - Reference: Boetje & van de Schoot (2024), Systematic Reviews 13:81,
///   doi:10.1186/s13643-024-02502-7.
public struct SAFEChecklist: Sendable, Equatable, Codable, StoppingEvidence {
    /// What can be said of an item.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// It holds.
        case met
        /// It does not hold.
        case notMet = "not-met"
        /// It cannot be told from what is recorded.
        case notKnown = "not-known"
    }

    /// The conditions of the procedure.
    public enum Item: String, Sendable, Hashable, Codable, CaseIterable {
        /// A random part was screened for training.
        case randomTrainingPart = "random-training-part"
        /// All key papers were found.
        case keyPapersFound = "key-papers-found"
        /// At least twice the estimated number of relevant records was screened.
        case twiceEstimatedScreened = "twice-estimated-screened"
        /// At least a tenth of all records was screened.
        case tenthScreened = "tenth-screened"
        /// None of the last ranked records was relevant.
        case noneRelevantLately = "none-relevant-lately"
        /// Another model found nothing more.
        case otherModelTried = "other-model-tried"
        /// The excluded records were checked.
        case qualityChecked = "quality-checked"
    }

    /// An item with what is known of it.
    public struct Entry: Sendable, Equatable, Codable {
        /// Which item.
        public let item: Item
        /// Phase of the procedure, 1 to 4.
        public let phase: Int
        /// What can be said of it.
        public let state: State
        /// The figures behind that.
        public let detail: String
    }

    /// What the reviewers tick themselves.
    public struct Ticks: Sendable, Equatable, Codable {
        /// Phase 3: a different kind of model ranked the rest, and no more was found in 50 records.
        public var otherModelTried: Bool?
        /// Phase 4: records excluded were ranked anew and checked by a second person.
        public var qualityChecked: Bool?

        /// Nothing ticked, or what is given.
        public init(otherModelTried: Bool? = nil, qualityChecked: Bool? = nil) {
            self.otherModelTried = otherModelTried
            self.qualityChecked = qualityChecked
        }
    }

    /// The items in the order of the procedure.
    public let entries: [Entry]
    /// Relevant records in all, estimated from the random training part; nil without one.
    public let estimatedRelevant: Double?
    /// Exact limits of that number, each at 95 % confidence; nil without a random part.
    public let estimatedRelevantLimits: ClosedRange<Int>?
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Nil: the procedure makes no claim on recall.
    public let supportsTarget: Bool?

    /// Whether the four conditions of phase 2 all hold.
    public var isActiveLearningDone: Bool {
        entries.filter { $0.phase == 2 }.allSatisfy { $0.state == .met }
    }

    /// Fills in the checklist.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled; those drawn at random at its
    ///     beginning are the training part.
    ///   - ticks: what the reviewers say of phases 3 and 4.
    ///   - lately: how many ranked records without a relevant one are asked for, 50 in the procedure.
    public init(_ sequence: ScreeningSequence, ticks: Ticks = Ticks(), lately: Int = 50) {
        let training = sequence.trainingPart
        let drawn = training.count
        let hits = training.count { $0.isRelevant }
        let estimate =
            drawn == 0 ? nil : Double(sequence.total) * Double(hits) / Double(drawn)
        estimatedRelevant = estimate
        estimatedRelevantLimits =
            drawn == 0 ? nil : Self.limits(total: sequence.total, drawn: drawn, hits: hits)
        let entries = [
            Self.trainingEntry(drawn, hits, sequence.total),
            Self.keyPaperEntry(sequence.keyPapers),
            Self.twiceEntry(sequence.screened, estimate: estimate, hits: hits),
            Self.tenthEntry(sequence.screened, of: sequence.total),
            Self.latelyEntry(ConsecutiveIrrelevant.run(in: sequence), wanted: lately),
            Self.tick(
                .otherModelTried,
                phase: 3,
                ticks.otherModelTried,
                "the rest ranked by a different kind of model, with no relevant record in the last "
                    + "50"
            ),
            Self.tick(
                .qualityChecked,
                phase: 4,
                ticks.qualityChecked,
                "excluded records ranked anew and the likeliest checked by a second reviewer"
            ),
        ]
        self.entries = entries
        let met = entries.count { $0.state == .met }
        let unknown = entries.count { $0.state == .notKnown }
        name = "SAFE procedure (Boetje & van de Schoot)"
        statement =
            "\(met) of \(entries.count) items are met"
            + (unknown == 0 ? "" : ", \(unknown) not known")
            + ". SAFE is a set of rules of thumb and promises no error rate."
        assumptions = [
            "The random part is a random sample of all records, screened before anything was ranked.",
            "A random part of one per cent with a handful of relevant records estimates their number "
                + "very roughly; see its limits.",
            "Wrong if a group of relevant records is unlike those found and unlike the key papers.",
        ]
        supportsTarget = nil
    }
}

extension SAFEChecklist {
    /// Exact one-sided limits of the relevant records in the whole, each at 95 %.
    private static func limits(total: Int, drawn: Int, hits: Int) -> ClosedRange<Int> {
        func most(_ observed: Int) -> Int {
            Hypergeometric.upperLimitOfMarked(
                population: total,
                draws: drawn,
                observed: observed,
                significance: 0.05
            )
        }
        // The least number of relevant records is what the most irrelevant ones leave.
        return (total - most(drawn - hits))...most(hits)
    }

    private static func trainingEntry(_ drawn: Int, _ hits: Int, _ total: Int) -> Entry {
        let share = total == 0 ? 0 : Double(drawn) / Double(total)
        let state: State = drawn == 0 ? .notMet : (share >= 0.01 && hits > 0 ? .met : .notMet)
        let detail =
            drawn == 0
            ? "no random part at the beginning"
            : "\(RecallText.count(drawn, "record")) drawn at random "
                + "(\(RecallText.percent(share)) of all; at least 1 % and one relevant record "
                + "are asked for), \(hits) relevant"
        return Entry(item: .randomTrainingPart, phase: 1, state: state, detail: detail)
    }

    private static func keyPaperEntry(_ papers: [ScreeningSequence.KeyPaper]?) -> Entry {
        guard let papers, !papers.isEmpty else {
            return Entry(
                item: .keyPapersFound,
                phase: 2,
                state: .notKnown,
                detail: "no key papers were named"
            )
        }
        let missing = papers.filter { !$0.isFound }.map(\.id)
        return Entry(
            item: .keyPapersFound,
            phase: 2,
            state: missing.isEmpty ? .met : .notMet,
            detail: "\(papers.count - missing.count) of \(papers.count) key papers found"
                + (missing.isEmpty ? "" : "; missing: " + missing.joined(separator: ", "))
        )
    }

    private static func twiceEntry(_ screened: Int, estimate: Double?, hits: Int) -> Entry {
        guard let estimate, hits > 0 else {
            return Entry(
                item: .twiceEstimatedScreened,
                phase: 2,
                state: .notKnown,
                detail: estimate == nil
                    ? "no random part to estimate the number of relevant records from"
                    : "no relevant record in the random part: their number cannot be estimated"
            )
        }
        return Entry(
            item: .twiceEstimatedScreened,
            phase: 2,
            state: Double(screened) >= 2 * estimate ? .met : .notMet,
            detail: "\(RecallText.grouped(screened)) screened; twice the estimated number of "
                + "relevant records is \(RecallText.grouped(Int((2 * estimate).rounded(.up))))"
        )
    }

    private static func tenthEntry(_ screened: Int, of total: Int) -> Entry {
        let share = total == 0 ? 1 : Double(screened) / Double(total)
        return Entry(
            item: .tenthScreened,
            phase: 2,
            state: 10 * screened >= total ? .met : .notMet,
            detail: "\(RecallText.percent(share)) of all records screened"
        )
    }

    private static func latelyEntry(_ run: Int, wanted: Int) -> Entry {
        Entry(
            item: .noneRelevantLately,
            phase: 2,
            state: run >= wanted ? .met : .notMet,
            detail: "\(RecallText.count(run, "ranked record")) since the last relevant one; "
                + "\(wanted) are asked for"
        )
    }

    private static func tick(_ item: Item, phase: Int, _ value: Bool?, _ detail: String) -> Entry {
        let state: State = value.map { $0 ? .met : .notMet } ?? .notKnown
        return Entry(item: item, phase: phase, state: state, detail: detail)
    }
}
