import MedicalImages
import Testing

/// NIfTI files written by hand, byte by byte, and read again.
struct NIfTITests {
    /// A header of NIfTI-1 with its voxels.
    struct Sample {
        var shape = [3, 2, 2]
        var type = VoxelType.uint8
        var isBigEndian = false
        var slope: Float = 0
        var intercept: Float = 0
        var spacing: [Float] = [1, 2, 3]
        var qform: (b: Float, c: Float, d: Float, offset: [Float])?
        var sform: [Float]?
        var units: UInt8 = 2
        var magic = "n+1\0"
        var values: [Double] = (0..<12).map(Double.init)

        private func put<N: FixedWidthInteger>(_ value: N, _ at: Int, _ bytes: inout [UInt8]) {
            let ordered = isBigEndian ? value.bigEndian : value.littleEndian
            withUnsafeBytes(of: ordered) { for (i, b) in $0.enumerated() { bytes[at + i] = b } }
        }

        private func encoded(_ value: Double) -> [UInt8] {
            func bytes<N: FixedWidthInteger>(_ number: N) -> [UInt8] {
                withUnsafeBytes(of: isBigEndian ? number.bigEndian : number.littleEndian) {
                    Array($0)
                }
            }
            switch type {
            case .uint8: return bytes(UInt8(value))
            case .int8: return bytes(Int8(value))
            case .int16: return bytes(Int16(value))
            case .uint16: return bytes(UInt16(value))
            case .int32: return bytes(Int32(value))
            case .uint32: return bytes(UInt32(value))
            case .int64: return bytes(Int64(value))
            case .uint64: return bytes(UInt64(value))
            case .float32: return bytes(Float(value).bitPattern)
            case .float64: return bytes(value.bitPattern)
            }
        }

        var bytes: [UInt8] {
            var bytes = [UInt8](repeating: 0, count: 352)
            put(Int32(348), 0, &bytes)
            put(Int16(shape.count), 40, &bytes)
            for axis in 0..<7 {
                put(Int16(axis < shape.count ? shape[axis] : 1), 42 + 2 * axis, &bytes)
            }
            put(Int16(type.rawValue), 70, &bytes)
            put(Int16(type.size * 8), 72, &bytes)
            put(Float(1).bitPattern, 76, &bytes)
            for axis in 0..<3 { put(spacing[axis].bitPattern, 80 + 4 * axis, &bytes) }
            put(Float(352).bitPattern, 108, &bytes)
            put(slope.bitPattern, 112, &bytes)
            put(intercept.bitPattern, 116, &bytes)
            bytes[123] = units
            if let qform {
                put(Int16(1), 252, &bytes)
                for (i, v) in [qform.b, qform.c, qform.d].enumerated() {
                    put(v.bitPattern, 256 + 4 * i, &bytes)
                }
                for (i, v) in qform.offset.enumerated() { put(v.bitPattern, 268 + 4 * i, &bytes) }
            }
            if let sform {
                put(Int16(1), 254, &bytes)
                for (i, v) in sform.enumerated() { put(v.bitPattern, 280 + 4 * i, &bytes) }
            }
            for (i, b) in magic.utf8.enumerated() { bytes[344 + i] = b }
            return bytes + values.flatMap(encoded)
        }
    }

    private func fault(_ bytes: [UInt8]) -> MedicalImageError? {
        do throws(MedicalImageError) {
            _ = try NIfTIImage(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: VoxelType.allCases, [false, true])
    func everyTypeInBothByteOrders(type: VoxelType, isBigEndian: Bool) throws {
        var sample = Sample(type: type, isBigEndian: isBigEndian)
        let isSigned = [.int8, .int16, .int32, .int64, .float32, .float64].contains(type)
        sample.values[3] = isSigned ? -7 : 7
        sample.values[5] = 0
        let image = try NIfTIImage(parsing: sample.bytes)
        #expect(image.header.isBigEndian == isBigEndian)
        #expect(image.values == sample.values)
        let volume = try image.labelVolume()
        #expect(volume.codes.map { volume.labels[Int($0)] } == sample.values.map { Int($0) })
        #expect(try NIfTIImage(parsing: gzipped(sample.bytes)) == image)
    }

    @Test func scalesAsTheHeaderSays() throws {
        let sample = Sample(type: .int16, slope: 2, intercept: -3)
        let image = try NIfTIImage(parsing: sample.bytes)
        #expect(image.values == sample.values.map { 2 * $0 - 3 })
        let half = Sample(type: .int16, slope: 0.5, intercept: 0)
        let error = #expect(throws: MedicalImageError.self) {
            try NIfTIImage(parsing: half.bytes).labelVolume()
        }
        #expect(error == .labelNotWhole(voxel: [1, 0, 0], value: "0.5"))
    }

    @Test func placesVoxelsBySformQformAndSpacing() throws {
        let plain = try NIfTIImage(parsing: Sample().bytes).header
        #expect(plain.affineSource == .spacing)
        #expect(plain.affine == [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0])
        // A quarter turn about z: (a, b, c, d) = (√½, 0, 0, √½).
        let turn = Sample(qform: (0, 0, Float(0.5).squareRoot(), [10, 20, 30]))
        let turned = try NIfTIImage(parsing: turn.bytes).header
        #expect(turned.affineSource == .qform)
        let expected: [Double] = [0, -2, 0, 10, 1, 0, 0, 20, 0, 0, 3, 30]
        for (found, wanted) in zip(turned.affine, expected) { #expect(abs(found - wanted) < 1e-6) }
        let rows: [Float] = [-1, 0, 0, 5, 0, -2, 0, 6, 0, 0, 3, 7]
        let both = Sample(qform: (0, 0, 0, [0, 0, 0]), sform: rows)
        #expect(try NIfTIImage(parsing: both.bytes).header.affine == rows.map(Double.init))
        let metres = Sample(spacing: [0.001, 0.002, 0.003], units: 1)
        let scaled = try NIfTIImage(parsing: metres.bytes).header.affine
        #expect(abs(scaled[5] - 2) < 1e-6)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let affine: [Double] = [2, 0, 0, 1, 0, 0.5, 0, 2, 0, 0, 4, 3]
        let labels = (0..<24).map { UInt8($0 % 5) }
        let image = try NIfTIImage(labels: labels, shape: [4, 3, 2], affine: affine)
        let again = try NIfTIImage(parsing: gzipped(image.nii()))
        #expect(again == image)
        #expect(try again.labelVolume().codes == labels)
    }

    @Test func damagedFilesSayWhatIsWrong() throws {
        let bytes = Sample().bytes
        #expect(fault(Array(bytes.dropLast())) == .truncated(offset: 363, expected: 364))
        #expect(fault(bytes + [1]) == .trailingBytes(offset: 364, count: 1))
        #expect(fault(Array(bytes.prefix(100))) == .truncated(offset: 100, expected: 348))
        #expect(fault([]) != nil)
        #expect(fault(Array("study,model\n".utf8)) != nil)
        #expect(fault(Sample(magic: "abc\0").bytes)?.description.contains("magic word") == true)
        #expect(fault(Sample(magic: "ni1\0").bytes) == .separateVoxelFile)
        var dicom = [UInt8](repeating: 0, count: 400)
        dicom.replaceSubrange(128..<132, with: Array("DICM".utf8))
        #expect(fault(dicom) == .isDICOM)
        var complex = bytes
        complex[70] = 32
        #expect(fault(complex)?.description.contains("complex64") == true)
        let packed = try gzipped(bytes)
        for count in [1, 5, packed.count / 2, packed.count - 9, packed.count - 1] {
            #expect(fault(Array(packed.prefix(count))) != nil, "\(count) of \(packed.count)")
        }
        var flipped = packed
        flipped[packed.count - 6] ^= 0x40
        #expect(fault(flipped) != nil)
    }

    /// A few bytes must not take the memory that their header claims.
    @Test func aSmallFileCannotClaimALargeOnesMemory() throws {
        var sample = Sample(shape: [32_767, 32_767, 32_767])
        sample.values = [1]
        #expect(fault(sample.bytes) != nil)
        let packed = try gzipped(sample.bytes)
        guard case .claimsTooMuch? = fault(packed) else {
            Issue.record("\(String(describing: fault(packed)))")
            return
        }
    }
}
