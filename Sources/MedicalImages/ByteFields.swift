/// Numbers at fixed places of a header, in either byte order.
struct ByteFields {
    let bytes: [UInt8]
    let isBigEndian: Bool

    func unsigned<Number: FixedWidthInteger & UnsignedInteger>(
        _ offset: Int,
        as type: Number.Type
    ) -> Number {
        var value: Number = 0
        for index in 0..<MemoryLayout<Number>.size {
            let place = isBigEndian ? index : MemoryLayout<Number>.size - 1 - index
            value = (value << 8) | Number(bytes[offset + place])
        }
        return value
    }

    func int16(_ offset: Int) -> Int { Int(Int16(bitPattern: unsigned(offset, as: UInt16.self))) }

    func int32(_ offset: Int) -> Int { Int(Int32(bitPattern: unsigned(offset, as: UInt32.self))) }

    func int64(_ offset: Int) -> Int64 { Int64(bitPattern: unsigned(offset, as: UInt64.self)) }

    func float32(_ offset: Int) -> Double {
        Double(Float(bitPattern: unsigned(offset, as: UInt32.self)))
    }

    func float64(_ offset: Int) -> Double { Double(bitPattern: unsigned(offset, as: UInt64.self)) }
}

/// A header under construction, in either byte order.
struct ByteBuilder {
    private(set) var bytes: [UInt8]
    let isBigEndian: Bool

    init(size: Int, isBigEndian: Bool) {
        bytes = [UInt8](repeating: 0, count: size)
        self.isBigEndian = isBigEndian
    }

    mutating func put<Number: FixedWidthInteger>(_ value: Number, at offset: Int) {
        withUnsafeBytes(of: isBigEndian ? value.bigEndian : value.littleEndian) { source in
            for (index, byte) in source.enumerated() { bytes[offset + index] = byte }
        }
    }

    mutating func put(_ value: Float, at offset: Int) { put(value.bitPattern, at: offset) }
}
