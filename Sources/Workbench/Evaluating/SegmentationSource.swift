import MedicalImages
import ModelEvaluation
import ReviewStore

/// A segmentation as it was read.
enum SegmentationSource: Sendable {
    /// A NIfTI label map.
    case volume(LabelVolume)
    /// A DICOM Segmentation, whose segments may overlap.
    case segments(DICOMSegmentation)

    /// Reads a file; what it is shows in its bytes.
    ///
    /// - Parameter path: path of the file, which messages name.
    /// - Throws: `InputRefused` if it is neither, damaged, or no label map.
    init(path: String) throws(InputRefused) {
        let content = try fileContent(path, named: path)
        do {
            var whole: [UInt8]?
            var reader = LabelVolumeReader(fileSize: content.size)
            var isFirst = true
            try content.forEachBlock(of: 1 << 20) { block in
                if isFirst, DICOMSegmentation.recognises(block) { whole = [] }
                isFirst = false
                if whole == nil { try reader.take(block) } else { whole? += block }
            }
            if let whole {
                self = .segments(try DICOMSegmentation(parsing: whole))
            } else {
                self = .volume(try reader.finish())
            }
        } catch {
            throw InputRefused(file: path, "\(error)")
        }
    }

    /// Where the voxels lie.
    var grid: VoxelGrid {
        switch self {
        case .volume(let volume): volume.grid
        case .segments(let segments): segments.grid
        }
    }

    /// Whether it is a NIfTI label map.
    var isVolume: Bool { if case .volume = self { true } else { false } }

    /// The labels that occur, or may occur.
    var labels: [Int] {
        switch self {
        case .volume(let volume):
            Set(volume.codes).map { volume.labels[Int($0)] }.filter { $0 != 0 }
        case .segments(let segments): segments.segments.map(\.number)
        }
    }

    /// The coordinate system of a DICOM file.
    var frameOfReference: String? {
        guard case .segments(let segments) = self else { return nil }
        return segments.frameOfReference
    }

    /// The voxels with their labels.
    ///
    /// - Parameter label: the only label that is needed; `nil` needs all.
    /// - Returns: The volume, on the grid of the file.
    /// - Throws: `.segmentsOverlap` where all are needed.
    func volume(only label: Int?) throws(DICOMError) -> LabelVolume {
        switch self {
        case .volume(let volume): return volume
        case .segments(let segments):
            // A segment that the other file alone has is nowhere in this one.
            if let label, !segments.segments.contains(where: { $0.number == label }) {
                return LabelVolume(
                    shape: grid.shape,
                    affine: grid.affine,
                    codes: [UInt8](repeating: 0, count: grid.shape.reduce(1, *)),
                    labels: [0]
                )
            }
            return try segments.volume(of: label)
        }
    }
}

/// A prediction and the truth, brought onto one grid.
struct SegmentationPair {
    let predicted: SegmentationSource
    let truth: SegmentationSource
    /// The grid that holds both.
    let grid: VoxelGrid

    private let placements: [VoxelGrid.Placement]

    /// Looks for the common grid.
    ///
    /// Two NIfTI files must have the same voxels. A DICOM Segmentation may leave out empty frames, and its
    /// axes may run otherwise, so its voxels need only fall onto those of the other file.
    ///
    /// - Parameters:
    ///   - predicted: what was read of the prediction.
    ///   - truth: what was read of the truth.
    ///   - files: their paths, for messages.
    /// - Throws: `InputRefused` if the voxels do not fall onto each other or axes are not at right angles.
    init(
        predicted: SegmentationSource,
        truth: SegmentationSource,
        files: (predicted: String, truth: String)
    ) throws(InputRefused) {
        self.predicted = predicted
        self.truth = truth
        let check = GridCheck(predicted: predicted.grid, truth: truth.grid, files: files)
        let isStrict = predicted.isVolume && truth.isVolume
        if isStrict { try check.sameVoxels() }
        try check.rightAngles()
        // The grid of a NIfTI file is kept; of two DICOM files that of the truth is enlarged.
        let isTurned = predicted.isVolume && !truth.isVolume
        let (base, other) =
            isTurned ? (predicted.grid, truth.grid) : (truth.grid, predicted.grid)
        guard let placement = base.placement(of: other, tolerance: isStrict ? 0.02 : 0.05) else {
            throw InputRefused(
                file: files.predicted,
                "its voxels do not fall onto those of the truth '\(files.truth)' (their spacing, "
                    + "directions or offset differ): resample one to the grid of the other"
            )
        }
        grid = base.union(placement, shape: other.shape)
        let extent = grid.shape.map(String.init).joined(separator: " × ")
        guard grid.shape == base.shape || predicted.isVolume == truth.isVolume else {
            throw InputRefused(
                file: isTurned ? files.truth : files.predicted,
                "reaches beyond the voxels of '\(isTurned ? files.predicted : files.truth)': both "
                    + "together would take \(extent) voxels"
            )
        }
        guard grid.voxelCount(upTo: 1 << 31) != nil || isStrict else {
            throw InputRefused(
                file: files.predicted,
                "lies too far away from the truth '\(files.truth)': both together would take "
                    + "\(extent) voxels"
            )
        }
        guard let first = grid.placement(of: predicted.grid, tolerance: 0.1),
            let second = grid.placement(of: truth.grid, tolerance: 0.1)
        else {
            throw InputRefused(file: files.predicted, "cannot be placed on the grid of the truth")
        }
        placements = [first, second]
    }

    /// Compares label by label.
    ///
    /// - Returns: The measures of each label, ascending.
    /// - Throws: Why not.
    func compare(
        tolerance: Double,
        lesionOverlap: Double?,
        only label: Int?
    ) throws -> [SegmentationMeasures] {
        do {
            return try compareAtOnce(
                tolerance: tolerance,
                lesionOverlap: lesionOverlap,
                only: label
            )
        } catch DICOMError.segmentsOverlap {
            return try Set(predicted.labels + truth.labels).sorted().flatMap { label in
                try compareAtOnce(tolerance: tolerance, lesionOverlap: lesionOverlap, only: label)
            }
            .filter { $0.truthVoxels + $0.predictedVoxels > 0 }
        }
    }

    private func compareAtOnce(
        tolerance: Double,
        lesionOverlap: Double?,
        only label: Int?
    ) throws -> [SegmentationMeasures] {
        let spacing = grid.spacing
        func map(_ source: SegmentationSource, _ placement: VoxelGrid.Placement) throws -> LabelMap
        {
            let volume = try source.volume(only: label).moved(onto: grid, placement)
            return try LabelMap(
                shape: volume.shape,
                spacing: spacing,
                codes: volume.codes,
                labels: volume.labels
            )
        }
        return try map(truth, placements[1]).compare(
            with: map(predicted, placements[0]),
            tolerance: tolerance,
            lesionOverlap: lesionOverlap,
            only: label
        )
    }
}

/// Whether two grids can be compared.
private struct GridCheck {
    let predicted: VoxelGrid
    let truth: VoxelGrid
    let files: (predicted: String, truth: String)

    /// Voxels of the two files must be as many and lie at the same places, to a hundredth of a voxel.
    func sameVoxels() throws(InputRefused) {
        guard predicted.shape == truth.shape else {
            let shapes = [predicted, truth].map {
                $0.shape.map(String.init).joined(separator: " × ")
            }
            throw InputRefused(
                file: files.predicted,
                "has \(shapes[0]) voxels, the truth '\(files.truth)' \(shapes[1])"
            )
        }
        var farthest = 0.0
        for corner in 0..<8 {
            let index = (0..<3).map { axis -> Double in
                let isFar = (corner >> axis) & 1 == 1
                return isFar ? Double(truth.shape[axis] - 1) : 0
            }
            var square = 0.0
            for (one, other) in zip(predicted.place(of: index), truth.place(of: index)) {
                square += (one - other) * (one - other)
            }
            farthest = max(farthest, square.squareRoot())
        }
        guard farthest <= 0.01 * (truth.spacing.min() ?? 1) else {
            let distance = (farthest * 1000).rounded() / 1000
            throw InputRefused(
                file: files.predicted,
                "lies up to \(distance) mm away from the truth '\(files.truth)' (their affines "
                    + "differ): resample one to the grid of the other"
            )
        }
    }

    /// Axes that are not at right angles, as of a tilted gantry, would make every distance wrong.
    func rightAngles() throws(InputRefused) {
        for (grid, file) in [(truth, files.truth), (predicted, files.predicted)] {
            let sides = grid.spacing
            for (first, second) in [(0, 1), (0, 2), (1, 2)] {
                var product = 0.0
                for row in 0..<3 {
                    product += grid.affine[4 * row + first] * grid.affine[4 * row + second]
                }
                guard abs(product) <= 1e-3 * sides[first] * sides[second] else {
                    throw InputRefused(
                        file: file,
                        "not supported: its axes are not at right angles (a sheared affine, as of a "
                            + "tilted gantry); resample both files to a grid that is"
                    )
                }
            }
        }
    }
}
