import Foundation
import Statistics

/// Compares predicted segmentations with the truth: two files, or the files of two folders.
public struct CompareSegmentations: Sendable {
    /// Tolerance of the surface Dice in millimetres.
    public var tolerance: Double
    /// The label to compare; `nil` compares all.
    public var label: Int?
    /// Intersection over union from which a predicted part finds a lesion; `nil` if one shared voxel is
    /// enough.
    public var lesionOverlap: Double?

    /// Creates the use case.
    public init(tolerance: Double = 1, label: Int? = nil, lesionOverlap: Double? = nil) {
        self.tolerance = tolerance
        self.label = label
        self.lesionOverlap = lesionOverlap
    }

    private struct Pair {
        let name: String
        let predicted: String
        let truth: String
    }

    /// Compares.
    ///
    /// Files of two folders belong together by their names up to `.nii`, `.nii.gz` or `.dcm`.
    ///
    /// - Parameters:
    ///   - predicted: path of a NIfTI file or a DICOM Segmentation, or of a folder of them.
    ///   - truth: likewise.
    ///   - progress: called with the share of the cases that is done.
    /// - Returns: Measures of all cases and labels.
    /// - Throws: `InputRefused` with the faults of all files: of another format, damaged, different grids,
    ///   labels that are no whole numbers, files without a partner.
    public func run(
        predicted: String,
        truth: String,
        progress: (Double) -> Void = { _ in }
    ) throws(InputRefused) -> SegmentationReport {
        let pairs = try pairs(predicted, truth)
        var faults: [InputFault] = []
        var cases: [SegmentationReport.Case] = []
        var warnings: [String] = []
        for (index, pair) in pairs.enumerated() {
            progress(Double(index) / Double(pairs.count))
            do throws(InputRefused) {
                let (result, warning) = try compare(pair)
                cases.append(result)
                if let warning { warnings.append(warning) }
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
        var report = SegmentationReport(
            cases: cases,
            tolerance: tolerance,
            lesionOverlap: lesionOverlap
        )
        report.warnings += warnings
        return report
    }

    /// Compares a pair, whose files are read side by side.
    private func compare(
        _ pair: Pair
    ) throws(InputRefused) -> (result: SegmentationReport.Case, warning: String?) {
        let paths = [pair.predicted, pair.truth]
        let sources = Parallel.map(2, inRangesOf: 1) {
            range -> Result<SegmentationSource, InputRefused> in
            do throws(InputRefused) {
                return .success(try SegmentationSource(path: paths[range.lowerBound]))
            } catch {
                return .failure(error)
            }
        }
        guard case .success(let predicted) = sources[0], case .success(let truth) = sources[1]
        else {
            throw InputRefused(
                sources.flatMap { source -> [InputFault] in
                    if case .failure(let refused) = source { refused.faults } else { [] }
                }
            )
        }
        let both = try SegmentationPair(
            predicted: predicted,
            truth: truth,
            files: (pair.predicted, pair.truth)
        )
        do {
            let found = try both.compare(
                tolerance: tolerance,
                lesionOverlap: lesionOverlap,
                only: label
            )
            return (
                SegmentationReport.Case(
                    name: pair.name,
                    labels: found.map { SegmentationReport.Label($0) }
                ),
                Self.warning(pair, predicted, truth)
            )
        } catch {
            throw InputRefused(file: pair.predicted, "\(error)")
        }
    }

    private static func warning(
        _ pair: Pair,
        _ predicted: SegmentationSource,
        _ truth: SegmentationSource
    ) -> String? {
        guard let one = predicted.frameOfReference, let other = truth.frameOfReference, one != other
        else { return nil }
        return
            "\(pair.name): the two DICOM files name different frames of reference, so their places may "
            + "not be comparable."
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
            faults.append(InputFault(file: predicted, what: "holds no .nii, .nii.gz or .dcm file"))
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        return own.keys.sorted().compactMap { name in
            guard let first = own[name], let second = other[name] else { return nil }
            return Pair(name: name, predicted: predicted + "/" + first, truth: truth + "/" + second)
        }
    }

    private static let endings = [".nii.gz", ".nii", ".dcm"]

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The segmentations of a folder by the names they are paired by.
    private func files(of folder: String) throws(InputRefused) -> [String: String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw InputRefused(file: folder, "cannot be read: \(error.localizedDescription)")
        }
        var files: [String: String] = [:]
        for name in names where Self.endings.contains(where: name.hasSuffix) {
            if let other = files.updateValue(name, forKey: Self.stem(name)) {
                throw InputRefused(file: folder, "holds both \(other) and \(name)")
            }
        }
        return files
    }

    private static func stem(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        if let ending = endings.first(where: name.hasSuffix) {
            name = String(name.dropLast(ending.count))
        }
        return name
    }
}
