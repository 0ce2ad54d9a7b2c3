/// How cases are grouped by their prediction.
public enum CalibrationGrouping: Sendable, Equatable, Codable {
    /// So many stretches of equal width from 0 to 1; empty ones are left out.
    case equalWidth(Int)
    /// So many groups of about equal size; equal predictions stay together.
    case equalSize(Int)
}

/// Cases with similar predictions.
public struct CalibrationGroup: Codable, Sendable, Equatable {
    /// The mean prediction.
    public var predicted: Double
    /// The lowest prediction.
    public var lowest: Double
    /// The highest prediction.
    public var highest: Double
    /// The share of cases with the event, with Wilson's interval.
    public var observed: BinomialProportion
}

/// Predictions against observations, group by group.
public struct GroupedCalibration: Codable, Sendable, Equatable {
    /// The groups by ascending prediction.
    public var groups: [CalibrationGroup]
    /// The expected calibration error, Σ (nᵍ / n) |observed − predicted|.
    ///
    /// It depends on the grouping and grows with small groups.
    public var expectedCalibrationError: Double
    /// The greatest |observed − predicted| of a group.
    public var maximumCalibrationError: Double
    /// How the groups were made.
    public var grouping: CalibrationGrouping
    /// The coverage of the intervals.
    public var level: Double
}

extension CasePredictions {
    /// Compares predictions with observations in groups.
    ///
    /// - Parameters:
    ///   - grouping: how groups are made; ten stretches of equal width by default.
    ///   - level: coverage of the intervals.
    /// - Returns: The groups and the errors they give.
    /// - Throws: `.notAProbability`, `.invalidLevel`, `.invalidGroupCount`.
    /// - Reference: Naeini, Cooper & Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602.
    public func groupedCalibration(
        _ grouping: CalibrationGrouping = .equalWidth(10),
        level: Double = 0.95
    ) throws(EvaluationError) -> GroupedCalibration {
        let quantile = try normalQuantile(level: level)
        try requireProbabilities()
        let groups = try groupedCases(grouping).map { cases in
            let values = cases.map { scores[$0] }
            return CalibrationGroup(
                predicted: values.reduce(0, +) / Double(values.count),
                lowest: values.first ?? 0,
                highest: values.last ?? 0,
                observed: BinomialProportion(
                    cases.count { events[$0] },
                    of: cases.count,
                    normalQuantile: quantile
                )
            )
        }
        let errors = groups.map { abs($0.observed.estimate - $0.predicted) }
        let weighted = zip(groups, errors).reduce(0) {
            $0 + Double($1.0.observed.total) * $1.1
        }
        return GroupedCalibration(
            groups: groups,
            expectedCalibrationError: weighted / Double(count),
            maximumCalibrationError: errors.max() ?? 0,
            grouping: grouping,
            level: level
        )
    }

    /// The cases of each group that is not empty, by ascending score.
    private func groupedCases(
        _ grouping: CalibrationGrouping
    ) throws(EvaluationError) -> [[Int]] {
        let order = order
        switch grouping {
        case .equalWidth(let wanted):
            guard wanted > 0 else { throw .invalidGroupCount(wanted) }
            let byStretch = Dictionary(grouping: order) {
                // A prediction on a border belongs to the stretch above, 1 to the last.
                min(Int(scores[$0] * Double(wanted)), wanted - 1)
            }
            return byStretch.sorted { $0.key < $1.key }.map(\.value)
        case .equalSize(let wanted):
            guard wanted > 0 else { throw .invalidGroupCount(wanted) }
            var groups: [[Int]] = []
            var start = 0
            for group in 1...wanted where start < order.count {
                var end = max(start, order.count * group / wanted)
                while end > start, end < order.count,
                    scores[order[end]] == scores[order[end - 1]]
                {
                    end += 1
                }
                if end > start { groups.append(Array(order[start..<end])) }
                start = end
            }
            return groups
        }
    }
}
