/// When a mark is near enough to a lesion to count as a hit.
public enum LesionMatching: Sendable, Equatable {
    /// The mark lies at most so far from the centre of the lesion, in the unit of the places.
    case distance(Double)
    /// The mark lies within the radius of the lesion, its surface included, as in LUNA16.
    case radius
    /// The boxes overlap at least so much: intersection over union, above 0 and at most 1.
    case overlap(Double)

    /// The rule in words.
    public var description: String {
        switch self {
        case .distance(let tolerance): "distance from the centre of the lesion at most \(tolerance)"
        case .radius: "distance from the centre of the lesion at most its radius"
        case .overlap(let least): "intersection over union of the boxes at least \(least)"
        }
    }

    /// How far a mark is from a lesion it reaches; smaller is nearer.
    ///
    /// - Returns: square of the distance, or the overlap with a minus; `nil` if the mark does not
    ///   reach the lesion.
    func remoteness(of mark: LesionMark, from truth: LesionTruth) -> Double? {
        switch self {
        case .distance(let tolerance):
            let square = mark.place.squaredDistance(to: truth.place)
            return square <= tolerance * tolerance ? square : nil
        case .radius:
            let square = mark.place.squaredDistance(to: truth.place)
            let radius = truth.radius ?? 0
            return square <= radius * radius ? square : nil
        case .overlap(let least):
            guard let one = mark.extent, let other = truth.extent else { return nil }
            let overlap = one.overlap(mark.place, with: other, at: truth.place)
            return overlap >= least ? -overlap : nil
        }
    }

    /// How far along x a lesion can lie from a mark that hits it.
    func reach(of mark: LesionMark, widestRadius: Double, widestBox: Double) -> Double {
        switch self {
        case .distance(let tolerance): tolerance
        case .radius: widestRadius
        case .overlap: ((mark.extent?.width ?? 0) + widestBox) / 2
        }
    }
}

/// What becomes of a mark that reaches only lesions which a higher mark has hit already.
public enum FurtherMarks: String, Sendable, Equatable, CaseIterable, Codable {
    /// It is left out: it is neither a second hit nor a false alarm, since it shows a place where
    /// there is a lesion. The rule of LUNA16 (Setio et al. 2017, doi:10.1016/j.media.2017.06.015)
    /// and of Chakraborty (2017), doi:10.1201/9781351228190, who keep the highest mark of a lesion.
    case ignored
    /// It is a false positive: for devices that should show a lesion once.
    case falsePositives = "false-positives"
}

/// What a mark was found to be.
public enum MarkOutcome: Sendable, Equatable {
    /// It is the mark of a lesion; the position counts the truths from 0.
    case hit(truth: Int)
    /// It reaches no lesion, or none is left and further marks count.
    case falsePositive
    /// It reaches only lesions that are hit already, and is ignored.
    case further
}
