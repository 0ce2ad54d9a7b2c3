import Statistics

/// Where the voxels of a label lie: a rectangle in each slice that has any.
struct LabelOutline: Sendable, Equatable {
    /// The smallest rectangle that holds the voxels of a slice.
    struct Rectangle: Sendable, Equatable {
        var x: Range<Int>
        var y: Range<Int>

        /// Grows the rectangle so that it holds a run of the row `y`.
        mutating func take(_ run: Range<Int>, y row: Int) {
            x = min(x.lowerBound, run.lowerBound)..<max(x.upperBound, run.upperBound)
            y = min(y.lowerBound, row)..<max(y.upperBound, row + 1)
        }
    }

    /// The slices that hold the label, ascending.
    var slices: [(z: Int, rectangle: Rectangle)] = []

    static func == (left: LabelOutline, right: LabelOutline) -> Bool {
        left.slices.elementsEqual(right.slices) { $0.z == $1.z && $0.rectangle == $1.rectangle }
    }

    /// The smallest box that holds all; `nil` if there is no slice.
    var box: VoxelBox? {
        slices.reduce(nil) { box, slice in
            let (x, y) = (slice.rectangle.x, slice.rectangle.y)
            let own = VoxelBox(
                least: [x.lowerBound, y.lowerBound, slice.z],
                most: [x.upperBound - 1, y.upperBound - 1, slice.z]
            )
            return box?.union(own) ?? own
        }
    }
}

/// Which codes stand where in a label map.
struct LabelCensus: Sendable {
    /// Outline of each code; without slices for codes that do not occur, and for the background.
    private(set) var outlines = [LabelOutline](repeating: LabelOutline(), count: 256)

    /// Looks through a map, on all processors.
    init(_ map: LabelMap) {
        let (width, height, depth) = (map.shape[0], map.shape[1], map.shape[2])
        let codes = map.codes
        let parts = Parallel.map(depth, inRangesOf: max(1, depth / 16)) { slices in
            var part = LabelCensus()
            codes.withUnsafeBytes { codes in
                for z in slices {
                    part.take(codes, from: z * width * height, width: width, height: height, z: z)
                }
            }
            return part
        }
        for part in parts {
            for code in 1..<256 { outlines[code].slices += part.outlines[code].slices }
        }
    }

    private init() {}

    private mutating func take(
        _ codes: UnsafeRawBufferPointer,
        from start: Int,
        width: Int,
        height: Int,
        z: Int
    ) {
        var found = [LabelOutline.Rectangle?](repeating: nil, count: 256)
        for y in 0..<height {
            Self.forEachRun(codes, from: start + y * width, width: width) { code, run in
                if found[code] == nil {
                    found[code] = LabelOutline.Rectangle(x: run, y: y..<y + 1)
                } else {
                    found[code]?.take(run, y: y)
                }
            }
        }
        for (code, rectangle) in found.enumerated() {
            if let rectangle { outlines[code].slices.append((z, rectangle)) }
        }
    }

    /// The runs of equal codes of a row that are not background; eight equal codes are passed at once.
    private static func forEachRun(
        _ codes: UnsafeRawBufferPointer,
        from row: Int,
        width: Int,
        _ body: (_ code: Int, _ run: Range<Int>) -> Void
    ) {
        func eight(_ x: Int) -> UInt64 {
            codes.loadUnaligned(fromByteOffset: row + x, as: UInt64.self)
        }
        var x = 0
        while x < width {
            let code = codes[row + x]
            let pattern = UInt64(code) &* 0x0101_0101_0101_0101
            let start = x
            x += 1
            while x + 8 <= width, eight(x) == pattern { x += 8 }
            while x < width, codes[row + x] == code { x += 1 }
            if code != 0 { body(Int(code), start..<x) }
        }
    }
}
