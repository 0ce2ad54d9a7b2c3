import MedicalImages
import TestSupport
import Testing

/// DICOM Segmentations written byte by byte, and read.
///
/// The reader was also held against files of highdicom 0.28.2 and pydicom 3.0.2: see Reference/make.py.
struct DICOMSegmentationTests {
    private let plain = DICOMSample(frames: [
        .init(segment: 1, height: 6, voxels: [true, false, true, false, false, false]),
        .init(segment: 2, height: 0, voxels: [false, true, false, false, false, true]),
        .init(segment: 1, height: 0, voxels: [true, false, false, true, false, false]),
    ])

    private func fault(_ bytes: [UInt8]) -> DICOMError? {
        do throws(DICOMError) {
            _ = try DICOMSegmentation(parsing: bytes).volume()
            return nil
        } catch {
            return error
        }
    }

    private func fault(_ change: (inout DICOMSample) -> Void) -> String {
        var sample = plain
        change(&sample)
        return fault(sample.bytes)?.description ?? "none"
    }

    @Test(arguments: [true, false], [true, false])
    func framesBecomeAVolume(isExplicit: Bool, isOpen: Bool) throws {
        var sample = plain
        sample.isExplicit = isExplicit
        sample.isOpen = isOpen
        let segmentation = try DICOMSegmentation(parsing: sample.bytes)
        #expect(segmentation.segments.map(\.number) == [1, 2])
        #expect(segmentation.segments.map(\.name) == ["part 1", "part 2"])
        #expect(segmentation.frameOfReference == "1.2.3")
        let volume = try segmentation.volume()
        // The slice between, at 3 mm, was left out since it is empty.
        #expect(volume.shape == [3, 2, 3])
        let labels = volume.codes.map { volume.labels[Int($0)] }
        #expect(labels == [1, 2, 0, 1, 0, 2] + [0, 0, 0, 0, 0, 0] + [1, 0, 1, 0, 0, 0])
        // Left and back become right and front; rows lie 2 mm apart, columns 1 mm.
        #expect(volume.affine == [-1, 0, 0, -10, 0, -2, 0, -20, 0, 0, 3, 0])
        #expect(try segmentation.volume(of: 2).codes.count { $0 > 0 } == 2)
        #expect(throws: DICOMError.noSegment(3)) { try segmentation.volume(of: 3) }
    }

    @Test func framesThatDoNotLieOverEachOtherAreRefused() {
        // Rows run to the back, columns downwards, so heights lie within the plane.
        let beside = fault { $0.orientation = "0\\1\\0\\0\\0\\-1" }
        #expect(beside.contains("off within the plane"))
        let twice = fault { $0.frames[0].height = 0 }
        #expect(twice.contains("frames 1 and 3 are of the same segment 1 at the same place"))
    }

    @Test func spacingComesFromTheFileOrFromTheFrames() throws {
        var sample = plain
        sample.betweenSlices = nil
        let found = try DICOMSegmentation(parsing: sample.bytes)
        #expect(found.grid.shape == [3, 2, 2])
        #expect(found.grid.affine[10] == 6)
        sample.frames.removeFirst()
        #expect(try DICOMSegmentation(parsing: sample.bytes).grid.affine[10] == 3)
        sample.thickness = nil
        #expect(fault(sample.bytes)?.description.contains("single slice") == true)
        #expect(
            fault {
                $0.frames[0].height = 7.4
                $0.frames.append($0.frames[0])
                $0.frames[3].height = 9
            }
            .contains("equal distances")
        )
    }

    @Test func whatIsNotReadIsNamed() {
        let rle = fault { $0.transferSyntax = "1.2.840.10008.1.2.5" }
        #expect(rle.contains("not supported: transfer syntax 1.2.840.10008.1.2.5 (RLE)"))
        #expect(fault { $0.transferSyntax = "1.2.840.10008.1.2.2" }.contains("big endian"))
        #expect(fault { $0.transferSyntax = "1.2.840.10008.1.2.4.90" }.contains("JPEG 2000"))
        #expect(fault { $0.transferSyntax = "1.2.840.10008.1.2.1.99" }.contains("deflated"))
        #expect(fault { $0.sopClass = "1.2.840.10008.5.1.4.1.1.2" }.contains("SOP class"))
        #expect(fault { $0.type = "FRACTIONAL" }.contains("type FRACTIONAL"))
        #expect(
            fault {
                $0.frames[0].voxels = []
                $0.rows = 9
            }.contains("Pixel Data")
        )
        #expect(fault { $0.frameCount = 2 }.contains("3 items; one for each of 2 frames"))
        #expect(fault { $0.frameCount = 0 }.contains("Number of Frames (0028,0008) is 0"))
        #expect(fault { $0.segments = [1] }.contains("2 in frame 2"))
        #expect(fault { $0.segments = [1, 1, 2] }.contains("1 twice"))
        #expect(fault { $0.pixelSpacing = nil }.contains("Pixel Spacing (0028,0030) is missing"))
        #expect(fault { $0.pixelSpacing = "1\\0" }.contains("two lengths above 0"))
        #expect(fault { $0.pixelSpacing = "1\\x" }.contains("2 numbers is expected"))
        #expect(fault { $0.orientation = "1\\0\\0\\1\\0\\0" }.contains("right angles"))
        #expect(fault { $0.frames[2].segment = 2 }.contains("same segment 2"))
        #expect(fault(Array("abc".utf8)) == .notDICOM)
    }

    @Test func overlappingSegmentsAreReadOneByOne() throws {
        var sample = plain
        sample.frames[1].voxels[0] = true
        let segmentation = try DICOMSegmentation(parsing: sample.bytes)
        #expect(throws: DICOMError.segmentsOverlap(first: 2, second: 1, voxel: [0, 0, 0])) {
            try segmentation.volume()
        }
        #expect(try segmentation.volume(of: 1).codes.count { $0 > 0 } == 4)
        #expect(try segmentation.volume(of: 2).codes.count { $0 > 0 } == 3)
    }

    /// A few bytes must not take the memory that their frames would span.
    @Test func claimsAreBounded() {
        let far = fault {
            $0.betweenSlices = "0.0001"
            $0.frames[0].height = 900
        }
        #expect(far.contains("slices of 0.0001 mm"))
        // Two frames of 128 kB would span 9 GB.
        var large = plain
        (large.columns, large.rows, large.betweenSlices) = (1024, 1024, "1")
        large.frames = [0, 9_000].map {
            .init(segment: 1, height: $0, voxels: [Bool](repeating: false, count: 1 << 20))
        }
        #expect(fault(large.bytes)?.description.contains("span 9001 slices") == true)
        let deep = (0..<40).reduce([UInt8]()) { inner, _ in plain.sequence(0x0062_0002, [inner]) }
        #expect(fault { $0.extra = deep }.contains("nested more than 16 deep"))
        var open = plain
        open.isOpen = true
        let openDeep = (0..<40).reduce([UInt8]()) { inner, _ in open.sequence(0x0008_1199, [inner])
        }
        open.extra = openDeep
        #expect(fault(open.bytes)?.description.contains("nested") == true)
    }

    @Test(arguments: [true, false], [true, false])
    func everyPieceOfAFileIsRefused(isExplicit: Bool, isOpen: Bool) {
        var sample = plain
        sample.isExplicit = isExplicit
        sample.isOpen = isOpen
        let bytes = sample.bytes
        for count in 0..<bytes.count {
            #expect(fault(Array(bytes.prefix(count))) != nil, "\(count)")
        }
        // Whatever is in a file, it is read or refused.
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0...next(3) { changed[next(changed.count)] = UInt8(next(256)) }
            _ = fault(changed)
        }
    }
}
