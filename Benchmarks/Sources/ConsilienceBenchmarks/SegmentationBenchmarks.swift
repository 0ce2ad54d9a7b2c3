import Foundation
import MedicalImages
import ModelEvaluation
import Statistics

extension Harness {
    /// Comparison and reading of label maps of 512 × 512 × 600 voxels, 0.8 × 0.8 × 1.25 mm.
    mutating func runSegmentation() throws {
        for (kind, what) in [
            (GeneratedScan.Kind.organ, "one organ"), (.strayVoxel, "organ, stray voxel"),
            (.lesions(40, labels: 1), "organ, 40 lesions"),
            (.lesions(400, labels: 20), "organ, 400 lesions, 20 labels"),
            (.displaced, "organ displaced by 380 mm"),
        ] {
            try run("segmentation, \(what)") { name in
                let (truth, predicted) = GeneratedScan.pair(kind)
                let maps = try [truth, predicted].map {
                    try LabelMap(
                        shape: GeneratedScan.shape,
                        spacing: GeneratedScan.spacing,
                        codes: $0
                    )
                }
                var found = try Measurement.of(name, runs: 3) {
                    _ = try maps[0].compare(with: maps[1])
                }
                found.note = "peak \(Measurement.peakMemory) MB, generator included"
                return found
            }
        }
        for type in ["nii", "nii.gz"] {
            try run("segmentation, read .\(type), 157 MB") { name in
                let bytes = try GeneratedScan.file(isPacked: type == "nii.gz")
                return try Measurement.of(name, runs: 3) {
                    var reader = LabelVolumeReader(fileSize: bytes.count)
                    for start in stride(from: 0, to: bytes.count, by: 4 << 20) {
                        try reader.take(Array(bytes[start..<min(bytes.count, start + 4 << 20)]))
                    }
                    _ = try reader.finish()
                }
            }
        }
    }
}

/// A made-up scan with ellipsoids for organs and lesions.
private enum GeneratedScan {
    enum Kind {
        case organ
        case strayVoxel
        case lesions(Int, labels: Int)
        case displaced
    }

    static let shape = [512, 512, 600]
    static let spacing = [0.8, 0.8, 1.25]

    static func pair(_ kind: Kind) -> (truth: [UInt8], predicted: [UInt8]) {
        var truth = [UInt8](repeating: 0, count: shape.reduce(1, *))
        var predicted = truth
        if case .displaced = kind {
            paint(&truth, [120, 120, 150], [100, 100, 100], 1)
            paint(&predicted, [390, 390, 450], [100, 100, 100], 1)
            return (truth, predicted)
        }
        paint(&truth, [200, 250, 300], [110, 90, 130], 1)
        paint(&predicted, [203, 252, 298], [108, 92, 128], 1)
        switch kind {
        case .strayVoxel:
            truth[512 * 512 * 599] = 1
            predicted[512 * 512 - 1] = 1
        case .lesions(let count, let labels):
            var generator = SeededGenerator(seed: 1)
            for index in 0..<count {
                let centre = shape.map { 15 + Double($0 - 30) * generator.nextUniform() }
                let radii = [Double](repeating: 3 + 12 * generator.nextUniform(), count: 3)
                let code = UInt8(2 + index % labels)
                paint(&truth, centre, radii, code)
                // One lesion in five is missed, the others are two voxels off.
                if index % 5 > 0 { paint(&predicted, centre.map { $0 + 2 }, radii, code) }
            }
        default: break
        }
        return (truth, predicted)
    }

    static func file(isPacked: Bool) throws -> [UInt8] {
        let image = try NIfTIImage(
            labels: pair(.lesions(40, labels: 1)).truth,
            shape: shape,
            affine: [spacing[0], 0, 0, 0, 0, spacing[1], 0, 0, 0, 0, spacing[2], 0]
        )
        return try isPacked ? gzipped(image.nii()) : image.nii()
    }

    private static func paint(
        _ codes: inout [UInt8],
        _ centre: [Double],
        _ radii: [Double],
        _ code: UInt8
    ) {
        func range(_ axis: Int, _ reach: Double) -> ClosedRange<Int> {
            let least = max(0, Int((centre[axis] - reach).rounded(.up)))
            return least...max(least, min(shape[axis] - 1, Int(centre[axis] + reach)))
        }
        for z in range(2, radii[2]) {
            for y in range(1, radii[1]) {
                let (v, w) = (
                    (Double(y) - centre[1]) / radii[1], (Double(z) - centre[2]) / radii[2]
                )
                let rest = 1 - v * v - w * w
                guard rest > 0 else { continue }
                for x in range(0, rest.squareRoot() * radii[0]) {
                    codes[(z * shape[1] + y) * shape[0] + x] = code
                }
            }
        }
    }
}
