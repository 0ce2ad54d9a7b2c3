/// A value that is written as `null` where there is none, instead of leaving its key out.
///
/// Readers of the JSON can then rely on every key being there.
public struct Nullable<Wrapped: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
    /// The value, if there is one.
    public let value: Wrapped?

    /// Wraps a value or its absence.
    public init(_ value: Wrapped?) { self.value = value }

    /// Reads a value or `null`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Wrapped.self)
    }

    /// Writes the value or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value {
            try container.encode(value)
        } else {
            try container.encodeNil()
        }
    }
}

/// A number whose NaN and infinities are written as `null`.
public typealias Figure = Nullable<Double>

extension Nullable where Wrapped == Double {
    /// A number, or `null` if it is not finite.
    public init(finite number: Double) { self.init(number.isFinite ? number : nil) }

    static func list(_ numbers: [Double]) -> [Figure] { numbers.map { Figure(finite: $0) } }
}
