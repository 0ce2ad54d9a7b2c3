import Foundation
import MedicalImages
import ModelEvaluation
import TestSupport
import Testing
import Workbench

/// Files and folders of label maps, compared.
struct CompareSegmentationsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(
        _ name: String,
        _ labels: [UInt8],
        shape: [Int] = [3, 2, 1],
        affine: [Double] = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0]
    ) throws {
        let image = try NIfTIImage(labels: labels, shape: shape, affine: affine)
        let bytes = try name.hasSuffix(".gz") ? gzipped(image.nii()) : image.nii()
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private func compare(
        _ predicted: String,
        _ truth: String,
        label: Int? = nil
    ) throws(InputRefused) -> SegmentationReport {
        try CompareSegmentations(label: label).run(
            predicted: folder.path + "/" + predicted,
            truth: folder.path + "/" + truth
        )
    }

    @Test func twoFilesOfEitherKind() throws {
        try write("p.nii.gz", [1, 1, 0, 0, 0, 2])
        try write("t.nii", [1, 1, 1, 0, 0, 0])
        let report = try compare("p.nii.gz", "t.nii")
        #expect(report.cases.map(\.name) == ["p"])
        let labels = report.cases[0].labels
        #expect(labels.map(\.label) == [1, 2])
        #expect(labels[0].value(.dice) == 0.8)
        #expect(labels[0].value(.hausdorff) == 1)
        #expect(abs(labels[0].truthVolume - 0.018) < 1e-12)
        #expect(labels[1].value(.dice) == 0)
        #expect(labels[1].value(.hausdorff) == nil)
        #expect(report.warnings.count == 1)
        #expect(try compare("p.nii.gz", "t.nii", label: 1).cases[0].labels.count == 1)
    }

    @Test func foldersArePairedByNameAndSummedUp() throws {
        for (name, predicted) in [("a", [1, 1, 0, 0, 0, 0]), ("b", [1, 1, 1, 0, 0, 0])] {
            try write("p/\(name).nii.gz", predicted.map(UInt8.init))
            try write("t/\(name).nii", [1, 1, 1, 0, 0, 0])
        }
        let report = try compare("p", "t")
        #expect(report.cases.map(\.name) == ["a", "b"])
        let dice = try #require(report.summary[0].measures["dice"]?.value)
        #expect(dice.n == 2 && abs(dice.mean - 0.9) < 1e-12 && dice.largest == 1)
        #expect(abs(dice.median - 0.9) < 1e-12)
        #expect(abs((dice.sd.value ?? 0) - 0.02.squareRoot()) < 1e-12)
        #expect(report.csv.rows.count == 2)
        #expect(report.csv.rows.allSatisfy { $0.count == report.csv.header.count })
    }

    @Test func shearedAxesAndUnknownLabelsAreRefused() throws {
        let sheared: [Double] = [1, 0, 0, 0, 0, 2, 0.5, 0, 0, 0, 3, 0]
        try write("p.nii", [1, 1, 0, 0, 0, 0], affine: sheared)
        try write("t.nii", [1, 1, 0, 0, 0, 0], affine: sheared)
        let error = #expect(throws: InputRefused.self) { try compare("p.nii", "t.nii") }
        #expect(error?.description.contains("right angles") == true)
        let turned: [Double] = [0, -2, 0, 0, 1, 0, 0, 0, 0, 0, 3, 0]
        try write("q.nii", [1, 1, 0, 0, 0, 0], affine: turned)
        #expect(try compare("q.nii", "q.nii").cases[0].labels[0].value(.dice) == 1)
        let label = #expect(throws: InputRefused.self) {
            try compare("q.nii", "q.nii", label: 7)
        }
        #expect(label?.description.contains("label 7 occurs in no file") == true)
    }

    @Test func allFaultsComeAtOnce() throws {
        try write("p/a.nii", [1, 0, 0, 0, 0, 0])
        try write("t/a.nii", [1, 0, 0, 0], shape: [2, 2, 1])
        try write("p/b.nii", [1, 0, 0, 0, 0, 0])
        try write("t/b.nii", [1, 0, 0, 0, 0, 0], affine: [1, 0, 0, 5, 0, 2, 0, 0, 0, 0, 3, 0])
        try write("p/c.nii", [1, 0, 0, 0, 0, 0])
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder.path + "/t/c.nii"))
        let error = #expect(throws: InputRefused.self) { try compare("p", "t") }
        let faults = error?.faults.map(\.description) ?? []
        #expect(faults.count == 3)
        #expect(faults.contains { $0.contains("3 × 2 × 1 voxels") })
        #expect(faults.contains { $0.contains("lies up to 5.0 mm away") })
        #expect(faults.contains { $0.contains("c.nii") })
        try write("p/d.nii", [1, 0, 0, 0, 0, 0])
        let alone = #expect(throws: InputRefused.self) { try compare("p", "t") }
        #expect(alone?.faults.map(\.what) == ["there is no truth of this name"])
        #expect(throws: InputRefused.self) { try compare("p", "t/a.nii") }
        #expect(throws: InputRefused.self) { try compare("none", "t/a.nii") }
    }

    // MARK: DICOM

    private func write(_ name: String, _ sample: DICOMSample) throws {
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true
        )
        try Data(sample.bytes).write(to: URL(fileURLWithPath: path))
    }

    private func frame(_ segment: Int, _ height: Double, _ voxels: [Int]) -> DICOMSample.Frame {
        .init(segment: segment, height: height, voxels: voxels.map { $0 == 1 })
    }

    /// Voxels of truth, prediction and both.
    private func voxels(_ label: SegmentationReport.Label) -> [Int] {
        [label.truthVoxels, label.predictedVoxels, label.sharedVoxels]
    }

    /// Empty frames were left out of both: slices at 0, 3 and 6 mm together, one of which both have.
    @Test func dicomOfOtherExtentsIsPutOnACommonGrid() throws {
        try write(
            "t.dcm",
            DICOMSample(frames: [
                frame(1, 0, [1, 1, 0, 0, 0, 0]), frame(1, 3, [1, 0, 0, 0, 0, 0]),
            ])
        )
        var shifted = DICOMSample(
            frames: [frame(1, 3, [1, 0, 0, 0, 0, 0]), frame(1, 6, [0, 1, 0, 0, 0, 0])]
        )
        try write("p.dcm", shifted)
        let found = try compare("p.dcm", "t.dcm").cases[0].labels[0]
        #expect(voxels(found) == [3, 2, 1])
        #expect(found.value(.hausdorff) == 10.0.squareRoot())
        // One column to the left, so that the second voxel falls onto the first.
        shifted.corner.0 -= 1
        shifted.frames = [frame(1, 0, [0, 1, 1, 0, 0, 0])]
        try write("q.dcm", shifted)
        let moved = try compare("q.dcm", "t.dcm").cases[0].labels[0]
        #expect(voxels(moved) == [3, 2, 2])
        shifted.corner.0 -= 0.5
        try write("q.dcm", shifted)
        let error = #expect(throws: InputRefused.self) { try compare("q.dcm", "t.dcm") }
        #expect(error?.description.contains("do not fall onto") == true)
    }

    @Test func dicomAndNIfTIAreComparedVoxelByVoxel() throws {
        // DICOM counts to the left and back from (10, 20, 0); this NIfTI to the right, front and down.
        let affine: [Double] = [1, 0, 0, -12, 0, 2, 0, -22, 0, 0, -3, 3]
        try write(
            "t/a.nii.gz",
            [0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 1],
            shape: [3, 2, 2],
            affine: affine
        )
        let sample = DICOMSample(
            frames: [frame(1, 0, [1, 0, 0, 0, 0, 0]), frame(2, 3, [1, 0, 0, 0, 0, 0])]
        )
        try write("p/a.dcm", sample)
        for (one, other) in [("p", "t"), ("t", "p")] {
            let labels = try compare(one, other).cases[0].labels
            #expect(labels.map(\.label) == [1, 2])
            #expect(labels.map(\.sharedVoxels) == [1, 1])
            #expect(labels[1].value(.dice) == 1)
        }
        var higher = sample
        higher.frames[0].height = 6
        try write("p/a.dcm", higher)
        let error = #expect(throws: InputRefused.self) { try compare("t", "p") }
        #expect(error?.description.contains("reaches beyond the voxels of") == true)
    }

    @Test func overlappingSegmentsAreComparedOneByOne() throws {
        var sample = DICOMSample(
            frames: [frame(1, 0, [1, 1, 0, 0, 0, 0]), frame(2, 0, [0, 1, 1, 0, 0, 0])]
        )
        try write("t.dcm", sample)
        sample.frames[1].voxels[0] = true
        sample.frameOfReference = "1.2.4"
        try write("p.dcm", sample)
        let report = try compare("p.dcm", "t.dcm")
        #expect(report.cases[0].labels.map { $0.value(.dice) } == [1, 0.8])
        #expect(report.warnings.count == 1)
        #expect(report.warnings[0].contains("different frames of reference"))
        #expect(try compare("p.dcm", "t.dcm", label: 2).cases[0].labels.count == 1)
        try write("n.nii", [0, 0, 0, 0, 1, 1], affine: [1, 0, 0, -12, 0, 2, 0, -22, 0, 0, 3, 0])
        let mixed = try compare("n.nii", "t.dcm").cases[0].labels
        #expect(mixed.map(\.sharedVoxels) == [2, 0])
        sample.transferSyntax = "1.2.840.10008.1.2.5"
        try write("p.dcm", sample)
        let error = #expect(throws: InputRefused.self) { try compare("p.dcm", "t.dcm") }
        #expect(error?.description.contains("(RLE)") == true)
    }

    @Test func lesionsAreFoundByTheOverlapAskedFor() throws {
        try write("p.nii", [1, 1, 0, 0, 0, 0])
        try write("t.nii", [1, 1, 1, 0, 0, 0])
        let strict = try CompareSegmentations(lesionOverlap: 0.7)
            .run(predicted: folder.path + "/p.nii", truth: folder.path + "/t.nii")
        #expect(strict.lesionOverlap.value == 0.7)
        #expect(strict.summary[0].lesionsFound == 0)
        #expect(strict.summary[0].falsePositives == 1)
    }
}
