/// One study's estimate on the analysis scale.
public struct EffectEstimate: Sendable, Equatable {
    /// yᵢ on the analysis scale.
    public let value: Double
    /// vᵢ, squared analysis units, > 0.
    public let samplingVariance: Double
    /// Where the sampling variance comes from, in words for tables.
    public let source: String

    /// An estimate with the origin of its variance.
    public init(value: Double, samplingVariance: Double, source: String) {
        self.value = value
        self.samplingVariance = samplingVariance
        self.source = source
    }
}

/// What can be made of a study's report.
public enum EffectExtraction: Sendable, Equatable {
    /// It can be pooled.
    case estimate(EffectEstimate)
    /// It cannot, because each of these items is missing or unusable.
    case notPoolable(missing: [String])
}

/// A reported figure that cannot be right.
public struct EffectFault: Sendable, Equatable {
    /// Name of the item, as the column of the input is called.
    public let item: String
    /// What was found.
    public let found: String
    /// What was expected.
    public let expected: String

    /// A fault of one item.
    public init(item: String, found: String, expected: String) {
        self.item = item
        self.found = found
        self.expected = expected
    }
}

/// Reported figures that contradict themselves or lie outside their range.
public enum EffectMeasureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Every fault that was found.
    case faults([EffectFault])

    /// Each fault with what was found and expected.
    public var description: String {
        switch self {
        case .faults(let faults):
            faults.map { "\($0.item): found \($0.found), expected \($0.expected)" }
                .joined(separator: "; ")
        }
    }
}

/// Collects the faults of one study.
struct FaultCollector {
    private(set) var faults: [EffectFault] = []

    /// Notes a fault unless a condition holds; missing values are never at fault.
    mutating func require(
        _ item: String,
        _ value: Double?,
        _ expected: String,
        _ condition: (Double) -> Bool
    ) {
        guard let value, !(value.isFinite && condition(value)) else { return }
        faults.append(EffectFault(item: item, found: "\(value)", expected: expected))
    }

    func finish() throws(EffectMeasureError) {
        if !faults.isEmpty { throw .faults(faults) }
    }
}
