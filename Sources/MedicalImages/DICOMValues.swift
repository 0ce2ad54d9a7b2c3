/// The values of a data set, judged as they are taken.
struct DICOMValues {
    let set: DICOMDataSet
    private let bytes: [UInt8]

    /// Makes the values of a set of a file readable.
    init(_ set: DICOMDataSet, _ bytes: [UInt8]) {
        self.set = set
        self.bytes = bytes
    }

    /// The items of a sequence.
    func items(_ tag: DICOMTag) -> [DICOMValues] { set.items(tag).map { DICOMValues($0, bytes) } }

    /// The first item of a sequence.
    func item(_ tag: DICOMTag) -> DICOMValues? {
        set.items(tag).first.map { DICOMValues($0, bytes) }
    }

    /// A text without the spaces and zeros that fill it up; `nil` if it is absent or empty.
    func text(_ tag: DICOMTag) -> String? {
        // No text that is asked for is longer; what is longer is cut rather than kept.
        guard let range = set.range(tag)?.prefix(256) else { return nil }
        let isFilling: (UInt8) -> Bool = { $0 == 0 || $0 == 32 }
        let text = bytes[range].drop(while: isFilling).reversed().drop(while: isFilling).reversed()
        return text.isEmpty ? nil : String(decoding: Array(text), as: UTF8.self)
    }

    /// A whole number, of two bytes or, for the number of frames, in digits.
    func whole(_ tag: DICOMTag, _ allowed: ClosedRange<Int>) throws(DICOMError) -> Int {
        guard let range = set.range(tag) else { throw .missing(tag.name) }
        var found: Int?
        if tag == .numberOfFrames {
            found = text(tag).flatMap { Int($0) }
        } else if range.count == 2 {
            found = Int(bytes[range.lowerBound]) | Int(bytes[range.lowerBound + 1]) << 8
        }
        guard let found, allowed.contains(found) else {
            throw .invalid(
                attribute: tag.name,
                found: found.map(String.init) ?? text(tag) ?? "\(range.count) bytes",
                expected: allowed.count == 1
                    ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
            )
        }
        return found
    }

    /// Decimal numbers, as many as are wanted; `nil` if they are absent.
    func decimals(_ tag: DICOMTag, count: Int) throws(DICOMError) -> [Double]? {
        guard let text = text(tag) else { return nil }
        let numbers = text.split(separator: "\\", omittingEmptySubsequences: false).compactMap {
            Double($0.filter { $0 != " " })
        }
        guard numbers.count == count, numbers.allSatisfy({ $0.isFinite && abs($0) < 1e7 }) else {
            throw .invalid(
                attribute: tag.name,
                found: "'\(text)'",
                expected: "\(count) number\(count > 1 ? "s" : "")"
            )
        }
        return numbers
    }
}
