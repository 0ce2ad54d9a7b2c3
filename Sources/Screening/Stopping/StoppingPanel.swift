/// All evidence for and against stopping, side by side.
///
/// The panel never says that screening may stop: it shows what each criterion claims, under which
/// assumptions, and leaves the decision to the reviewers.
public struct StoppingPanel: Sendable, Equatable, Codable {
    /// What was to be claimed.
    public let target: StoppingTarget
    /// Records in all.
    public let total: Int
    /// Records screened.
    public let screened: Int
    /// Relevant records found.
    public let found: Int
    /// The test on the records screened last.
    public let rankedTest: RankedRecallTest
    /// The audit at the end of the screening; nil if there was none.
    public let audit: RandomAudit?
    /// The bound from all records drawn at random.
    public let sequentialBound: SequentialRecallBound
    /// The audit that would allow the claim if it found nothing, were ranked screening to stop now;
    /// nil if nothing is left.
    public let auditPlan: AuditPlan?
    /// The SAFE checklist.
    public let safe: SAFEChecklist
    /// Irrelevant records in a row.
    public let consecutive: ConsecutiveIrrelevant
    /// The estimate from the falling rate.
    public let curve: RecallCurve

    /// Gathers the evidence.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled.
    ///   - target: recall and confidence.
    ///   - ticks: what the reviewers say of the later phases of SAFE.
    public init(
        _ sequence: ScreeningSequence,
        target: StoppingTarget = .standard,
        ticks: SAFEChecklist.Ticks = SAFEChecklist.Ticks()
    ) {
        self.target = target
        total = sequence.total
        screened = sequence.screened
        found = sequence.found
        rankedTest = RankedRecallTest(sequence, target: target)
        audit = RandomAudit(sequence, target: target)
        sequentialBound = SequentialRecallBound(sequence, target: target)
        auditPlan =
            sequence.unscreened == 0
            ? nil
            : try? AuditPlan(available: sequence.unscreened, found: sequence.found, target: target)
        safe = SAFEChecklist(sequence, ticks: ticks)
        consecutive = ConsecutiveIrrelevant(sequence)
        curve = RecallCurve(sequence, target: target)
    }

    /// The criteria, those that rest on random draws first.
    public var evidence: [any StoppingEvidence] {
        var list: [any StoppingEvidence] = []
        if let audit { list.append(audit) }
        list += [sequentialBound, rankedTest, curve, safe, consecutive]
        return list
    }
}

extension StoppingPanel {
    /// The panel as lines of text.
    ///
    /// - Parameter withAssumptions: whether what each criterion rests on is written out.
    /// - Returns: lines of any length, without line ends; those of a criterion are indented.
    public func lines(withAssumptions: Bool = true) -> [String] {
        let share = total == 0 ? 1 : Double(screened) / Double(total)
        var lines = [
            "\(RecallText.grouped(screened)) of \(RecallText.count(total, "record")) screened "
                + "(\(RecallText.percent(share))), \(RecallText.grouped(found)) relevant.",
            "Target: a recall of \(RecallText.percent(target.recall)) at "
                + "\(RecallText.confidence(target.confidence)) confidence.",
        ]
        for item in evidence {
            lines += ["", "\(item.name): \(Self.verdict(item.supportsTarget))"]
            lines.append("  \(item.statement)")
            if item is SAFEChecklist {
                lines += safe.entries.map {
                    "  \(Self.mark($0.state)) \($0.item.title): \($0.detail)"
                }
            }
            if withAssumptions { lines += item.assumptions.map { "  - \($0)" } }
        }
        if let auditPlan { lines += ["", "An audit now: \(auditPlan.statement)"] }
        lines += [
            "",
            "No criterion decides by itself. Records drawn at random give the only figures that hold "
                + "whatever the ranking is worth.",
        ]
        return lines
    }

    private static func verdict(_ supports: Bool?) -> String {
        switch supports {
        case true: "supports the target"
        case false: "does not support the target"
        case nil: "makes no claim on recall"
        }
    }

    private static func mark(_ state: SAFEChecklist.State) -> String {
        switch state {
        case .met: "[x]"
        case .notMet: "[ ]"
        case .notKnown: "[?]"
        }
    }
}

extension SAFEChecklist.Item {
    /// The condition in words.
    public var title: String {
        switch self {
        case .randomTrainingPart: "a random part was screened for training"
        case .keyPapersFound: "all key papers found"
        case .twiceEstimatedScreened: "twice the estimated number of relevant records screened"
        case .tenthScreened: "at least 10 % screened"
        case .noneRelevantLately: "none relevant in the last ranked records"
        case .otherModelTried: "another model tried"
        case .qualityChecked: "excluded records checked"
        }
    }
}
