/// Why segmentations cannot be compared.
public enum SegmentationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The shape is not three numbers, each at least 1.
    case shape([Int])
    /// The spacing is not three finite numbers above 0.
    case spacing([Double])
    /// There are more or fewer codes than voxels.
    case size(codes: Int, shape: [Int])
    /// The two maps are not of the same grid.
    case mapsDiffer(truth: String, predicted: String)
    /// The tolerance of the surface Dice is negative or not finite.
    case tolerance(Double)
    /// The least overlap of a lesion that was found is not above 0 and at most 1.
    case lesionOverlap(Double)

    /// Says what is wrong and what was expected.
    public var description: String {
        switch self {
        case .shape(let shape): "shape \(shape): three numbers of voxels are expected"
        case .spacing(let spacing):
            "spacing \(spacing): three lengths in millimetres above 0 are expected"
        case .size(let codes, let shape): "\(codes) voxels for the shape \(shape)"
        case .mapsDiffer(let truth, let predicted):
            "the truth has \(truth), the prediction \(predicted): both must be of one grid"
        case .tolerance(let tolerance):
            "tolerance \(tolerance) mm: a number from 0 is expected"
        case .lesionOverlap(let overlap):
            "overlap \(overlap): a number above 0 and at most 1 is expected"
        }
    }
}
