/// The elements of a DICOM data set, or of an item of a sequence, that a segmentation is read from.
struct DICOMDataSet: Sendable {
    /// Where a value stands in the file, or the items of a sequence.
    enum Value: Sendable {
        case bytes(Range<Int>)
        case items([DICOMDataSet])
    }

    fileprivate(set) var elements: [(tag: DICOMTag, value: Value)] = []

    /// The items of a sequence; empty if it is absent.
    func items(_ tag: DICOMTag) -> [DICOMDataSet] {
        for element in elements where element.tag == tag {
            if case .items(let items) = element.value { return items }
        }
        return []
    }

    /// The place of a value; `nil` if it is absent or empty.
    func range(_ tag: DICOMTag) -> Range<Int>? {
        for element in elements where element.tag == tag {
            if case .bytes(let range) = element.value, !range.isEmpty { return range }
        }
        return nil
    }
}

/// Reads the data set of a DICOM file (PS3.5, section 7), explicit or implicit VR, little endian.
///
/// Every length is held against what it lies in, and sequences may be nested sixteen deep.
struct DICOMParser {
    private let bytes: [UInt8]
    private var offset: Int

    private static let item: UInt32 = 0xFFFE_E000
    private static let itemEnd: UInt32 = 0xFFFE_E00D
    private static let sequenceEnd: UInt32 = 0xFFFE_E0DD
    private static let undefined: UInt32 = 0xFFFF_FFFF
    private static let deepest = 16
    /// Value representations whose length takes four bytes, after two that are reserved.
    private static let long: Set<String> = [
        "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV",
    ]

    /// Begins at a byte of a file.
    init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// Reads the elements of the file meta information, which end where the group does.
    mutating func metaInformation() throws(DICOMError) -> DICOMDataSet {
        var set = DICOMDataSet()
        while offset + 2 <= bytes.count, bytes[offset] == 2, bytes[offset + 1] == 0 {
            try element(into: &set, end: bytes.count, isExplicit: true, depth: 0)
        }
        return set
    }

    /// Reads the elements up to the end of the file.
    mutating func dataSet(isExplicit: Bool) throws(DICOMError) -> DICOMDataSet {
        var set = DICOMDataSet()
        while offset < bytes.count {
            try element(into: &set, end: bytes.count, isExplicit: isExplicit, depth: 0)
        }
        return set
    }

    private func number(_ place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }

    private func tag(_ place: Int) -> UInt32 {
        let number = number(place)
        return number << 16 | number >> 16
    }

    /// That there are as many bytes before an end.
    private func need(_ count: Int, before end: Int) throws(DICOMError) {
        guard end - offset >= count else {
            guard end == bytes.count else {
                throw .malformed(
                    offset: offset,
                    what: "\(count) bytes do not fit into what ends at byte \(end)"
                )
            }
            throw .truncated(offset: bytes.count, expected: offset + count)
        }
    }

    private mutating func element(
        into set: inout DICOMDataSet,
        end: Int,
        isExplicit: Bool,
        depth: Int
    ) throws(DICOMError) {
        try need(8, before: end)
        let start = offset
        let number = tag(offset)
        guard number >> 16 != 0xFFFE else {
            throw .malformed(offset: start, what: "an item where an element is expected")
        }
        let known = DICOMTag(rawValue: number)
        offset += 4
        let (length, representation) = try length(isExplicit: isExplicit, end: end)
        let isSequence =
            representation.map { $0 == "SQ" } ?? (known?.isSequence ?? false)
        if length == Self.undefined {
            guard known != .pixelData else {
                throw .notSupported("pixel data in fragments, as of compressed transfer syntaxes")
            }
            // UN of undefined length holds implicit elements (PS3.5, section 6.2.2).
            let isExplicit = isExplicit && representation != "UN"
            let items = try items(end: end, isOpen: true, isExplicit: isExplicit, depth: depth + 1)
            if let known { set.elements.append((known, .items(items))) }
            return
        }
        try need(Int(length), before: end)
        let stop = offset + Int(length)
        if let known, isSequence {
            let items = try items(
                end: stop,
                isOpen: false,
                isExplicit: isExplicit,
                depth: depth + 1
            )
            set.elements.append((known, .items(items)))
        } else if let known {
            set.elements.append((known, .bytes(offset..<stop)))
        }
        offset = stop
    }

    private mutating func length(
        isExplicit: Bool,
        end: Int
    ) throws(DICOMError) -> (length: UInt32, representation: String?) {
        guard isExplicit else {
            defer { offset += 4 }
            return (number(offset), nil)
        }
        let letters = bytes[offset..<offset + 2]
        guard letters.allSatisfy({ (65...90).contains($0) }) else {
            throw .malformed(
                offset: offset,
                what: "bytes \(letters.map { String($0, radix: 16) }.joined(separator: " ")) where "
                    + "the two letters of a value representation are expected"
            )
        }
        let representation = String(decoding: letters, as: UTF8.self)
        guard Self.long.contains(representation) else {
            defer { offset += 4 }
            return (number(offset) >> 16, representation)
        }
        try need(8, before: end)
        defer { offset += 8 }
        return (number(offset + 4), representation)
    }

    /// The items of a sequence, up to its end or, if its length is open, to the mark of its end.
    private mutating func items(
        end: Int,
        isOpen: Bool,
        isExplicit: Bool,
        depth: Int
    ) throws(DICOMError) -> [DICOMDataSet] {
        guard depth <= Self.deepest else {
            throw .malformed(
                offset: offset,
                what: "sequences are nested more than \(Self.deepest) deep"
            )
        }
        var items: [DICOMDataSet] = []
        while isOpen || offset < end {
            try need(8, before: end)
            let mark = tag(offset)
            let length = number(offset + 4)
            if isOpen, mark == Self.sequenceEnd {
                offset += 8
                break
            }
            guard mark == Self.item else {
                throw .malformed(offset: offset, what: "an item of a sequence is expected")
            }
            offset += 8
            var set = DICOMDataSet()
            if length == Self.undefined {
                while true {
                    try need(8, before: end)
                    if tag(offset) == Self.itemEnd { break }
                    try element(into: &set, end: end, isExplicit: isExplicit, depth: depth)
                }
                offset += 8
            } else {
                try need(Int(length), before: end)
                let stop = offset + Int(length)
                while offset < stop {
                    try element(into: &set, end: stop, isExplicit: isExplicit, depth: depth)
                }
            }
            items.append(set)
        }
        return items
    }
}
