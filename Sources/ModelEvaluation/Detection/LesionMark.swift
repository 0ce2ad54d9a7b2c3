/// A place in an image, in millimetres or pixels; all of one evaluation in the same unit.
public struct LesionPlace: Sendable, Equatable, Hashable, Codable {
    /// First coordinate.
    public var x: Double
    /// Second coordinate.
    public var y: Double
    /// Third coordinate; 0 in a plane image.
    public var z: Double

    /// Makes a place.
    public init(x: Double, y: Double, z: Double = 0) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// Whether all coordinates are finite.
    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

    /// Square of the distance in a straight line, in squared units.
    func squaredDistance(to other: LesionPlace) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        return dx * dx + dy * dy + dz * dz
    }
}

/// The size of a box with its sides along the axes of the image, around a centre.
public struct LesionExtent: Sendable, Equatable, Hashable, Codable {
    /// Side along x, > 0.
    public var width: Double
    /// Side along y, > 0.
    public var height: Double
    /// Side along z, > 0; 1 in a plane image.
    public var depth: Double

    /// Makes a size.
    public init(width: Double, height: Double, depth: Double = 1) {
        self.width = width
        self.height = height
        self.depth = depth
    }

    /// Whether all sides are finite and > 0.
    var isProper: Bool {
        [width, height, depth].allSatisfy { $0 > 0 && $0.isFinite }
    }

    /// Shared volume of two boxes over the volume of both together.
    ///
    /// - Parameters:
    ///   - centre: centre of this box.
    ///   - other: the other box.
    ///   - otherCentre: its centre.
    /// - Returns: intersection over union, 0 to 1.
    func overlap(_ centre: LesionPlace, with other: LesionExtent, at otherCentre: LesionPlace)
        -> Double
    {
        func shared(_ a: Double, _ size: Double, _ b: Double, _ otherSize: Double) -> Double {
            // Equal boxes share their whole side: the difference of two ends would lose digits.
            if a == b { return min(size, otherSize) }
            return max(
                0,
                min(a + size / 2, b + otherSize / 2) - max(a - size / 2, b - otherSize / 2)
            )
        }
        let both =
            shared(centre.x, width, otherCentre.x, other.width)
            * shared(centre.y, height, otherCentre.y, other.height)
            * shared(centre.z, depth, otherCentre.z, other.depth)
        let sum = width * height * depth + other.width * other.height * other.depth
        return both / (sum - both)
    }
}

/// What a reader or a model pointed at, with its score.
public struct LesionMark: Sendable, Equatable {
    /// Name of the case (patient, scan, image).
    public var caseName: String
    /// Where the mark is, or the centre of its box.
    public var place: LesionPlace
    /// Higher speaks for a lesion; on any scale.
    public var score: Double
    /// Size of the box; needed for matching by overlap only.
    public var extent: LesionExtent?

    /// Makes a mark.
    public init(
        caseName: String,
        place: LesionPlace,
        score: Double,
        extent: LesionExtent? = nil
    ) {
        self.caseName = caseName
        self.place = place
        self.score = score
        self.extent = extent
    }
}

/// A lesion that is there.
public struct LesionTruth: Sendable, Equatable {
    /// Name of the case (patient, scan, image).
    public var caseName: String
    /// Centre of the lesion.
    public var place: LesionPlace
    /// Radius, > 0; needed for matching by radius only.
    public var radius: Double?
    /// Size of the box; needed for matching by overlap only.
    public var extent: LesionExtent?

    /// Makes a truth.
    public init(
        caseName: String,
        place: LesionPlace,
        radius: Double? = nil,
        extent: LesionExtent? = nil
    ) {
        self.caseName = caseName
        self.place = place
        self.radius = radius
        self.extent = extent
    }
}
