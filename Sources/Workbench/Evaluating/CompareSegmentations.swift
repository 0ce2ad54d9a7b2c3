import Foundation
import MedicalImages
import ModelEvaluation

/// Compares predicted segmentations with the truth: two files, or the files of two folders.
public struct CompareSegmentations: Sendable {
    /// Tolerance of the surface Dice in millimetres.
    public var tolerance: Double
    /// The label to compare; `nil` compares all.
    public var label: Int?

    /// Creates the use case.
    public init(tolerance: Double = 1, label: Int? = nil) {
        self.tolerance = tolerance
        self.label = label
    }

    private struct Pair {
        let name: String
        let predicted: String
        let truth: String
    }

    /// Compares.
    ///
    /// Files of two folders belong together by their names up to `.nii` or `.nii.gz`.
    ///
    /// - Parameters:
    ///   - predicted: path of a NIfTI file, or of a folder of them.
    ///   - truth: likewise.
    ///   - progress: called with the share of the cases that is done.
    /// - Returns: Measures of all cases and labels.
    /// - Throws: `InputRefused` with the faults of all files: not NIfTI, damaged, different grids,
    ///   labels that are no whole numbers, files without a partner.
    public func run(
        predicted: String,
        truth: String,
        progress: (Double) -> Void = { _ in }
    ) throws(InputRefused) -> SegmentationReport {
        let pairs = try pairs(predicted, truth)
        var faults: [InputFault] = []
        var cases: [SegmentationReport.Case] = []
        for (index, pair) in pairs.enumerated() {
            progress(Double(index) / Double(pairs.count))
            do throws(InputRefused) {
                cases.append(try compare(pair))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        if let label {
            // A label that occurs nowhere is a slip; a case without it has nothing to compare.
            for index in cases.indices {
                cases[index].labels.removeAll { $0.truthVoxels == 0 && $0.predictedVoxels == 0 }
            }
            guard cases.contains(where: { !$0.labels.isEmpty }) else {
                throw InputRefused(file: truth, "the label \(label) occurs in no file")
            }
        }
        return SegmentationReport(cases: cases, tolerance: tolerance)
    }

    private func compare(_ pair: Pair) throws(InputRefused) -> SegmentationReport.Case {
        let predicted = try volume(pair.predicted)
        let truth = try volume(pair.truth)
        guard predicted.shape == truth.shape else {
            let shapes = [predicted, truth].map {
                $0.shape.map(String.init).joined(separator: " × ")
            }
            throw InputRefused(
                file: pair.predicted,
                "has \(shapes[0]) voxels, the truth '\(pair.truth)' \(shapes[1])"
            )
        }
        try checkPlaces(predicted, truth, pair)
        try checkRightAngles(truth, pair)
        do {
            let spacing = Self.spacing(truth.affine)
            func map(_ volume: LabelVolume) throws(SegmentationError) -> LabelMap {
                try LabelMap(
                    shape: volume.shape,
                    spacing: spacing,
                    codes: volume.codes,
                    labels: volume.labels
                )
            }
            let found = try map(truth).compare(
                with: map(predicted),
                tolerance: tolerance,
                only: label
            )
            return SegmentationReport.Case(
                name: pair.name,
                labels: found.map { SegmentationReport.Label($0) }
            )
        } catch {
            throw InputRefused(file: pair.predicted, "\(error)")
        }
    }

    /// Voxels of the two files must lie at the same places, to a hundredth of a voxel.
    private func checkPlaces(
        _ predicted: LabelVolume,
        _ truth: LabelVolume,
        _ pair: Pair
    ) throws(InputRefused) {
        let least = Self.spacing(truth.affine).min() ?? 1
        var farthest = 0.0
        for corner in 0..<8 {
            let index = (0..<3).map { axis -> Double in
                let isFar = (corner >> axis) & 1 == 1
                return isFar ? Double(truth.shape[axis] - 1) : 0
            }
            let first = Self.place(of: index, predicted.affine)
            let second = Self.place(of: index, truth.affine)
            var square = 0.0
            for (one, other) in zip(first, second) { square += (one - other) * (one - other) }
            farthest = max(farthest, square.squareRoot())
        }
        guard farthest <= 0.01 * least else {
            let distance = (farthest * 1000).rounded() / 1000
            throw InputRefused(
                file: pair.predicted,
                "lies up to \(distance) mm away from the truth '\(pair.truth)' (their affines "
                    + "differ): resample one to the grid of the other"
            )
        }
    }

    /// Axes that are not at right angles, as of a tilted gantry, would make every distance wrong.
    private func checkRightAngles(_ truth: LabelVolume, _ pair: Pair) throws(InputRefused) {
        let sides = Self.spacing(truth.affine)
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            var product = 0.0
            for row in 0..<3 {
                product += truth.affine[4 * row + first] * truth.affine[4 * row + second]
            }
            guard abs(product) <= 1e-3 * sides[first] * sides[second] else {
                throw InputRefused(
                    file: pair.truth,
                    "not supported: its axes are not at right angles (a sheared affine, as of a tilted "
                        + "gantry); resample both files to a grid that is"
                )
            }
        }
    }

    /// Where a voxel lies, in millimetres.
    private static func place(of index: [Double], _ affine: [Double]) -> [Double] {
        (0..<3).map { row -> Double in
            var place = affine[4 * row + 3]
            for axis in 0..<3 { place += affine[4 * row + axis] * index[axis] }
            return place
        }
    }

    /// Sides of a voxel in millimetres: the lengths of the columns of the affine.
    private static func spacing(_ affine: [Double]) -> [Double] {
        (0..<3).map { axis -> Double in
            var square = 0.0
            for row in 0..<3 { square += affine[4 * row + axis] * affine[4 * row + axis] }
            return square.squareRoot()
        }
    }

    private func volume(_ path: String) throws(InputRefused) -> LabelVolume {
        let bytes = try readFile(path, named: path)
        do {
            return try NIfTIImage(parsing: bytes).labelVolume()
        } catch MedicalImageError.dicomNotSupported {
            throw InputRefused(
                file: path,
                "not supported: DICOM-SEG; segimage2itkimage of dcmqi converts it to NIfTI"
            )
        } catch {
            throw InputRefused(file: path, "\(error)")
        }
    }

    // MARK: Files

    private func pairs(_ predicted: String, _ truth: String) throws(InputRefused) -> [Pair] {
        let kinds = [predicted, truth].map(Self.isFolder)
        guard kinds[0] == kinds[1] else {
            throw InputRefused(
                file: predicted,
                "two files or two folders expected; one of them is a file, the other a folder"
            )
        }
        guard kinds[0] else {
            return [Pair(name: Self.stem(predicted), predicted: predicted, truth: truth)]
        }
        let own = try files(of: predicted)
        let other = try files(of: truth)
        var faults: [InputFault] = []
        for (folder, files, partners, what) in [
            (predicted, own, other, "truth"), (truth, other, own, "prediction"),
        ] {
            for name in files.keys.sorted() where partners[name] == nil {
                let path = folder + "/" + (files[name] ?? name)
                faults.append(InputFault(file: path, what: "there is no \(what) of this name"))
            }
        }
        if own.isEmpty, other.isEmpty {
            faults.append(InputFault(file: predicted, what: "holds no .nii or .nii.gz file"))
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        return own.keys.sorted().compactMap { name in
            guard let first = own[name], let second = other[name] else { return nil }
            return Pair(name: name, predicted: predicted + "/" + first, truth: truth + "/" + second)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The NIfTI files of a folder by the names they are paired by.
    private func files(of folder: String) throws(InputRefused) -> [String: String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw InputRefused(file: folder, "cannot be read: \(error.localizedDescription)")
        }
        var files: [String: String] = [:]
        for name in names where name.hasSuffix(".nii") || name.hasSuffix(".nii.gz") {
            if let other = files.updateValue(name, forKey: Self.stem(name)) {
                throw InputRefused(file: folder, "holds both \(other) and \(name)")
            }
        }
        return files
    }

    private static func stem(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        for ending in [".gz", ".nii"] where name.hasSuffix(ending) {
            name = String(name.dropLast(ending.count))
        }
        return name
    }
}
