import Foundation
import Testing

/// Access to the reference numbers beside the checkout.
enum ReferenceData {
    /// The shared folder, or nil with a printed reason.
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"] {
            let given = URL(fileURLWithPath: path)
            if FileManager.default.fileExists(atPath: given.path) { return given }
            print("skipped: CONSILIENCE_SHARED names no folder: \(path)")
            return nil
        }
        var place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while place.path != "/" {
            let candidate = place.appendingPathComponent("shared")
            let marker = candidate.appendingPathComponent("data/reference")
            if FileManager.default.fileExists(atPath: marker.path) { return candidate }
            place = place.deletingLastPathComponent()
        }
        print("skipped: no folder 'shared' above \(#filePath) and CONSILIENCE_SHARED is not set")
        return nil
    }()

    static var isAvailable: Bool { folder != nil }

    static func load(_ name: String) throws -> Value {
        let root = try #require(folder)
        let file = root.appendingPathComponent("data/reference/\(name).json")
        return Value(try JSONSerialization.jsonObject(with: Data(contentsOf: file)))
    }

    /// A JSON value with short paths into it.
    struct Value {
        let raw: Any?

        init(_ raw: Any?) { self.raw = raw is NSNull ? nil : raw }

        subscript(key: String) -> Value { Value((raw as? [String: Any])?[key]) }

        var keys: [String] { ((raw as? [String: Any]) ?? [:]).keys.sorted() }
        var list: [Value] { ((raw as? [Any]) ?? []).map(Value.init) }
        var text: String? { raw as? String }
        var number: Double? { (raw as? NSNumber)?.doubleValue }
        var exists: Bool { raw != nil }
        /// Numbers of an array, or one number as an array of one; null becomes NaN.
        var numbers: [Double] {
            if let number { return [number] }
            return list.map { $0.number ?? .nan }
        }
        var texts: [String] { list.map { $0.text ?? $0.number.map { "\($0)" } ?? "" } }
    }
}

/// Collects the largest relative deviation between own and reference numbers.
struct DeviationRecord {
    let name: String
    private(set) var largest = 0.0
    private(set) var place = "nothing compared"
    private(set) var compared = 0

    init(_ name: String) { self.name = name }

    /// Deviation relative to the reference; numbers below `floor` are compared absolutely.
    mutating func compare(
        _ found: Double,
        _ expected: Double,
        _ label: String,
        tolerance: Double,
        floor: Double = 1e-12,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        compared += 1
        if found == expected { return }
        let deviation = abs(found - expected) / max(abs(expected), floor / tolerance)
        #expect(
            deviation <= tolerance,
            "\(name) \(label): \(found) instead of \(expected)",
            sourceLocation: sourceLocation
        )
        if deviation.isNaN || deviation > largest {
            largest = deviation
            place = label
        }
    }

    mutating func compare(
        _ found: [Double],
        _ expected: [Double],
        _ label: String,
        tolerance: Double,
        floor: Double = 1e-12,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(found.count == expected.count, "\(label)", sourceLocation: sourceLocation)
        for (index, pair) in zip(found, expected).enumerated() {
            compare(
                pair.0,
                pair.1,
                "\(label)[\(index)]",
                tolerance: tolerance,
                floor: floor,
                sourceLocation: sourceLocation
            )
        }
    }

    func report() {
        #expect(compared > 0, "\(name): nothing was compared")
        print("\(name): \(compared) numbers, largest deviation \(largest) at \(place)")
    }
}
