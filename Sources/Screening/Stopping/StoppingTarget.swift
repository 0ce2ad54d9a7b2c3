/// What is to be claimed when screening stops: a recall, and how sure one wants to be of it.
public struct StoppingTarget: Sendable, Equatable, Codable {
    /// The share of all relevant records that is to be found, 0.01 to 1.
    public let recall: Double
    /// One-sided confidence of the claim, 0.5 to 0.9999.
    public let confidence: Double

    /// Recall of 95 % at a confidence of 95 %.
    public static let standard = StoppingTarget()

    private init() {
        recall = 0.95
        confidence = 0.95
    }

    /// A target.
    ///
    /// - Parameters:
    ///   - recall: share of the relevant records, 0.01 to 1.
    ///   - confidence: 0.5 to 0.9999.
    /// - Throws: `.recallOutOfRange`, `.confidenceOutOfRange`.
    public init(recall: Double, confidence: Double = 0.95) throws(StoppingError) {
        guard 0.01...1 ~= recall else { throw .recallOutOfRange(recall) }
        guard 0.5...0.9999 ~= confidence else { throw .confidenceOutOfRange(confidence) }
        self.recall = recall
        self.confidence = confidence
    }

    /// 1 − confidence.
    public var significance: Double { 1 - confidence }

    /// Whether a p-value refutes at this confidence.
    ///
    /// One part in 10⁹ of tolerance, lest rounding decide exact ties.
    func refutes(_ pValue: Double) -> Bool { pValue <= significance * (1 + 1e-9) }

    /// Whether so many found among so many is the target or more.
    ///
    /// The quotient is compared as it is rounded, so that 19 of 20 meets a target written 0.95.
    func isMet(found: Int, of total: Int) -> Bool {
        total == found || Double(found) / Double(total) >= recall
    }

    /// The least number of relevant records there would be if the target were missed.
    ///
    /// ⌊found / recall⌋ + 1, computed so that rounding cannot move it.
    ///
    /// - Parameter found: relevant records found.
    /// - Returns: the least total with found / total below the target; found + 1 at least.
    /// - Reference: Callaghan & Müller-Hansen (2020), doi:10.1186/s13643-020-01521-4, from whose
    ///   K_tar it differs by the relevant records found before the sample.
    public func leastTotalIfMissed(found: Int) -> Int {
        var total = max(found + 1, Int(Double(found) / recall))
        while total > found + 1, !isMet(found: found, of: total - 1) { total -= 1 }
        while isMet(found: found, of: total) { total += 1 }
        return total
    }
}
