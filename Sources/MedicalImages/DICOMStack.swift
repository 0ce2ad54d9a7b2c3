/// How the frames of a segmentation lie one over the other.
struct DICOMStack {
    /// Columns, rows and slices, and where they lie.
    let grid: VoxelGrid
    /// Segment and slice of each frame, in the order of the file.
    let frames: [DICOMSegmentation.Frame]

    /// What the functional groups say of a frame.
    private struct Place {
        var position: [Double]
        var segment: Int
    }

    /// Brings the frames into order.
    ///
    /// - Throws: What is missing, or why the frames are no volume.
    init(_ root: DICOMValues, columns: Int, rows: Int, frames count: Int) throws(DICOMError) {
        let groups = root.items(.perFrameGroups)
        guard groups.count == count else {
            throw .invalid(
                attribute: DICOMTag.perFrameGroups.name,
                found: "\(groups.count) items",
                expected: "one for each of \(count) frames"
            )
        }
        let shared = root.item(.sharedGroups) ?? DICOMValues(DICOMDataSet(), [])
        let measures = try PlaneMeasures(groups, shared)
        var places: [Place] = []
        for (index, group) in groups.enumerated() {
            let position = try Self.position(group, shared, frame: index)
            try measures.checkInPlane(position, of: places.first?.position ?? position, index)
            places.append(Place(position: position, segment: try Self.segment(group, shared)))
        }
        let heights = places.map { measures.height(of: $0.position) }
        let (spacing, slices) = try Self.slices(heights, measures)
        let depth = (slices.max() ?? 0) + 1
        guard columns * rows * depth <= DICOMSegmentation.largestVolume else {
            throw .geometry(
                "the frames span \(depth) slices of \(columns) × \(rows) voxels; at most "
                    + "\(DICOMSegmentation.largestVolume) voxels are read"
            )
        }
        frames = zip(places, slices).map {
            DICOMSegmentation.Frame(segment: $0.segment, slice: $1)
        }
        try Self.checkTwice(frames)
        guard let lowest = slices.firstIndex(of: 0) else { throw .geometry("there is no frame") }
        grid = VoxelGrid(
            shape: [columns, rows, depth],
            affine: measures.affine(from: places[lowest].position, spacing: spacing)
        )
    }

    private static func position(
        _ group: DICOMValues,
        _ shared: DICOMValues,
        frame: Int
    ) throws(DICOMError) -> [Double] {
        let sequence = DICOMTag.planePositionSequence
        guard let item = group.item(sequence) ?? shared.item(sequence),
            let position = try item.decimals(.imagePosition, count: 3)
        else {
            throw .missing("\(DICOMTag.imagePosition.name) of frame \(frame + 1)")
        }
        return position
    }

    private static func segment(
        _ group: DICOMValues,
        _ shared: DICOMValues
    ) throws(DICOMError) -> Int {
        let sequence = DICOMTag.segmentIdentificationSequence
        guard let item = group.item(sequence) ?? shared.item(sequence) else {
            throw .missing(sequence.name)
        }
        return try item.whole(.referencedSegmentNumber, 1...65_535)
    }

    /// The slice of each frame, from 0, and the distance of neighbouring slices.
    ///
    /// Since slices may be left out, a step may be several slices; what the file declares goes before the
    /// smallest step.
    private static func slices(
        _ heights: [Double],
        _ measures: PlaneMeasures
    ) throws(DICOMError) -> (spacing: Double, slices: [Int]) {
        let order = heights.indices.sorted { (heights[$0], $0) < (heights[$1], $1) }
        // Positions have a few decimals; what is nearer is the same slice.
        let steps = zip(order, order.dropFirst()).map { heights[$1] - heights[$0] }
        let smallest = steps.filter { $0 > 1e-3 }.min()
        let declared = measures.betweenSlices.map(abs) ?? 0
        guard let smallest else {
            let spacing = declared > 0 ? declared : measures.thickness ?? 0
            guard spacing > 0 else {
                throw .missing(
                    "\(DICOMTag.spacingBetweenSlices.name), which a single slice needs"
                )
            }
            return (spacing, heights.map { _ in 0 })
        }
        let count = steps.count { $0 > 1e-3 } + 1
        if declared > 0, count >= 4, smallest > 1.5 * declared {
            throw .geometry(
                "\(DICOMTag.spacingBetweenSlices.name) is \(declared) mm, but no two frames lie nearer "
                    + "than \(smallest) mm"
            )
        }
        for spacing in [declared, smallest] where spacing > 0 {
            let span = steps.reduce(0, +) / spacing
            guard span < 1_048_576 else {
                throw .geometry("the frames span \(span.rounded()) slices of \(spacing) mm")
            }
            if let found = indices(order, steps, spacing: spacing) { return found }
        }
        throw .geometry("the slices do not lie at equal distances (smallest step \(smallest) mm)")
    }

    /// The slices if all steps are multiples of a spacing, which is then adjusted to the whole stack.
    private static func indices(
        _ order: [Int],
        _ steps: [Double],
        spacing: Double
    ) -> (spacing: Double, slices: [Int])? {
        var slices = [Int](repeating: 0, count: order.count)
        var slice = 0
        var height = 0.0
        var places: [(slice: Int, height: Double)] = []
        for (index, step) in zip(order.dropFirst(), steps) {
            let count = step > 1e-3 ? (step / spacing).rounded() : 0
            guard abs(step - count * spacing) <= max(0.05 * spacing, 1e-3) else {
                return nil
            }
            slice += Int(count)
            height += step
            slices[index] = slice
            places.append((slice, height))
        }
        guard slice > 0 else { return nil }
        let adjusted = height / Double(slice)
        let isEven = places.allSatisfy {
            abs($0.height - Double($0.slice) * adjusted) <= max(0.05 * adjusted, 1e-3)
        }
        return isEven ? (adjusted, slices) : nil
    }

    /// A segment has one frame in a slice.
    private static func checkTwice(_ frames: [DICOMSegmentation.Frame]) throws(DICOMError) {
        let order = frames.indices.sorted {
            (frames[$0].segment, frames[$0].slice, $0) < (frames[$1].segment, frames[$1].slice, $1)
        }
        for (one, other) in zip(order, order.dropFirst()) where frames[one] == frames[other] {
            throw .geometry(
                "frames \(one + 1) and \(other + 1) are of the same segment \(frames[one].segment) at "
                    + "the same place"
            )
        }
    }
}

/// Orientation and distances that all frames share.
private struct PlaneMeasures {
    /// Direction of growing column numbers, of growing row numbers, and of both upwards, in LPS.
    private let across: [Double]
    private let down: [Double]
    private let normal: [Double]
    /// Distance of neighbouring rows and of neighbouring columns, in millimetres.
    private let pixelSpacing: [Double]
    /// Declared distance of neighbouring slices in millimetres.
    let betweenSlices: Double?
    /// Declared thickness of a slice in millimetres.
    let thickness: Double?

    init(_ groups: [DICOMValues], _ shared: DICOMValues) throws(DICOMError) {
        let orientation = try Self.common(
            .imageOrientation,
            in: .planeOrientationSequence,
            count: 6,
            groups,
            shared
        )
        let spacing = try Self.common(
            .pixelSpacing,
            in: .pixelMeasuresSequence,
            count: 2,
            groups,
            shared
        )
        guard let orientation else { throw .missing(DICOMTag.imageOrientation.name) }
        guard let spacing else { throw .missing(DICOMTag.pixelSpacing.name) }
        guard spacing.allSatisfy({ $0 > 0 }) else {
            throw .invalid(
                attribute: DICOMTag.pixelSpacing.name,
                found: "\(spacing[0])\\\(spacing[1])",
                expected: "two lengths above 0"
            )
        }
        pixelSpacing = spacing
        betweenSlices = try Self.common(
            .spacingBetweenSlices,
            in: .pixelMeasuresSequence,
            count: 1,
            groups,
            shared
        )?[0]
        thickness = try Self.common(
            .sliceThickness,
            in: .pixelMeasuresSequence,
            count: 1,
            groups,
            shared
        )?[0]
        (across, down) = (Array(orientation[0..<3]), Array(orientation[3..<6]))
        let isOrthonormal =
            abs(Self.dot(across, across) - 1) < 1e-3 && abs(Self.dot(down, down) - 1) < 1e-3
            && abs(Self.dot(across, down)) < 1e-3
        guard isOrthonormal else {
            throw .invalid(
                attribute: DICOMTag.imageOrientation.name,
                found: orientation.map { "\($0)" }.joined(separator: "\\"),
                expected: "two directions of length 1 at right angles"
            )
        }
        normal = [
            across[1] * down[2] - across[2] * down[1], across[2] * down[0] - across[0] * down[2],
            across[0] * down[1] - across[1] * down[0],
        ]
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    }

    /// A value of the shared groups, or one that is the same in all frames.
    private static func common(
        _ tag: DICOMTag,
        in sequence: DICOMTag,
        count: Int,
        _ groups: [DICOMValues],
        _ shared: DICOMValues
    ) throws(DICOMError) -> [Double]? {
        var found = try shared.item(sequence)?.decimals(tag, count: count)
        for (index, group) in groups.enumerated() {
            guard let own = try group.item(sequence)?.decimals(tag, count: count) else { continue }
            let known = found ?? own
            found = known
            guard zip(own, known).allSatisfy({ abs($0 - $1) <= 1e-4 * max(1, abs($1)) }) else {
                throw .geometry("\(tag.name) of frame \(index + 1) differs from that of the others")
            }
        }
        return found
    }

    /// How far along the normal a frame lies.
    func height(of position: [Double]) -> Double { Self.dot(position, normal) }

    /// Frames must lie one over the other.
    func checkInPlane(
        _ position: [Double],
        of first: [Double],
        _ frame: Int
    ) throws(DICOMError) {
        let offset = (0..<3).map { position[$0] - first[$0] }
        guard abs(Self.dot(offset, across)) <= 0.05 * pixelSpacing[1],
            abs(Self.dot(offset, down)) <= 0.05 * pixelSpacing[0]
        else {
            throw .geometry(
                "frame \(frame + 1) does not lie over the first: its position is off within the plane "
                    + "(as of a tilted gantry)"
            )
        }
    }

    /// From indices to millimetres in RAS; DICOM counts to the left and to the back (LPS).
    func affine(from position: [Double], spacing: Double) -> [Double] {
        let sides = [pixelSpacing[1], pixelSpacing[0], spacing]
        return (0..<3).flatMap { row -> [Double] in
            let sign: Double = row < 2 ? -1 : 1
            return [
                sign * across[row] * sides[0], sign * down[row] * sides[1],
                sign * normal[row] * sides[2], sign * position[row],
            ]
        }
    }
}
