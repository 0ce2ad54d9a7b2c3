import MedicalImages
import Testing

/// Label maps read in blocks.
struct LabelVolumeReaderTests {
    private func read(_ bytes: [UInt8], block: Int) throws(MedicalImageError) -> LabelVolume {
        var reader = LabelVolumeReader(fileSize: bytes.count)
        for start in stride(from: 0, to: bytes.count, by: block) {
            try reader.take(Array(bytes[start..<min(bytes.count, start + block)]))
        }
        return try reader.finish()
    }

    private func fault(_ bytes: [UInt8], block: Int = 64) -> MedicalImageError? {
        do throws(MedicalImageError) {
            _ = try read(bytes, block: block)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: VoxelType.allCases, [false, true])
    func blocksGiveWhatTheWholeFileGives(type: VoxelType, isBigEndian: Bool) throws {
        let sample = NIfTITests.Sample(type: type, isBigEndian: isBigEndian)
        let whole = try NIfTIImage(parsing: sample.bytes).labelVolume()
        let packed = try gzipped(sample.bytes)
        for block in [2, 3, 7, 100, 352, 10_000] {
            #expect(try read(sample.bytes, block: block) == whole)
            #expect(try read(packed, block: block) == whole)
        }
    }

    @Test func membersAndPaddingAreOneFile() throws {
        let bytes = NIfTITests.Sample().bytes
        let whole = try NIfTIImage(parsing: bytes)
        let members = try gzipped(Array(bytes.prefix(200))) + gzipped(Array(bytes.dropFirst(200)))
        for block in [2, 5, 1000] {
            #expect(try read(members + [0, 0, 0], block: block) == whole.labelVolume())
        }
        #expect(try NIfTIImage(parsing: members + [0, 0, 0]) == whole)
        #expect(fault(members + [0, 0, 7])?.description.contains("no gzip") == true)
        #expect(fault(members + [7])?.description.contains("no gzip") == true)
    }

    @Test func theFirstVoxelThatIsNoLabelIsNamed() throws {
        var sample = NIfTITests.Sample(type: .float32)
        sample.values[5] = 0.25
        sample.values[7] = .nan
        let expected = MedicalImageError.labelNotWhole(voxel: [2, 1, 0], value: "0.25")
        #expect(fault(sample.bytes) == expected)
        #expect(throws: expected) { try NIfTIImage(parsing: sample.bytes).labelVolume() }
        // The lower pattern comes later: the place counts, not the number.
        var scaled = NIfTITests.Sample(type: .int16, slope: 0.5)
        scaled.values = [2, 4, 9, 4, 3, 0, 0, 0, 0, 0, 0, 0]
        #expect(fault(scaled.bytes) == .labelNotWhole(voxel: [2, 0, 0], value: "4.5"))
    }

    @Test func damagedFilesSayWhatIsWrong() throws {
        let bytes = NIfTITests.Sample().bytes
        let packed = try gzipped(bytes)
        #expect(fault(Array(bytes.dropLast())) == .truncated(offset: 363, expected: 364))
        guard case .trailingBytes(364, _)? = fault(bytes + [1]) else {
            Issue.record("\(String(describing: fault(bytes + [1])))")
            return
        }
        for count in 0..<packed.count { #expect(fault(Array(packed.prefix(count))) != nil) }
        for count in 0..<bytes.count { #expect(fault(Array(bytes.prefix(count))) != nil) }
        #expect(fault(try gzipped(bytes + [1])) != nil)
        #expect(fault(try gzipped(Array(bytes.dropLast()))) != nil)
        var large = NIfTITests.Sample(shape: [2_000, 2_000, 2_000])
        large.values = [1]
        #expect(fault(large.bytes) == .truncated(offset: 353, expected: 8_000_000_352))
        guard case .claimsTooMuch? = fault(try gzipped(large.bytes)) else {
            Issue.record("a packed file of a few bytes claims 8 GB")
            return
        }
    }
}
