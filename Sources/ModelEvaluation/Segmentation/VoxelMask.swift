/// The voxels of one label within a box.
struct VoxelMask: Sendable, Equatable {
    /// Sides of the box, in voxels.
    let shape: [Int]
    /// Sides of a voxel, in millimetres.
    let spacing: [Double]
    /// Whether each voxel belongs to the label, the first axis fastest.
    var isInside: [Bool]

    /// Creates a mask from its voxels.
    init(shape: [Int], spacing: [Double], isInside: [Bool]) {
        self.shape = shape
        self.spacing = spacing
        self.isInside = isInside
    }

    /// Cuts a label out of a map.
    init(_ map: LabelMap, code: UInt8?, in box: VoxelBox) {
        shape = box.shape
        spacing = map.spacing
        isInside = [Bool](repeating: false, count: shape[0] * shape[1] * shape[2])
        guard let code else { return }
        var place = 0
        map.codes.withUnsafeBufferPointer { codes in
            for z in box.least[2]...box.most[2] {
                for y in box.least[1]...box.most[1] {
                    let row = (z * map.shape[1] + y) * map.shape[0]
                    for x in box.least[0]...box.most[0] {
                        if codes[row + x] == code { isInside[place] = true }
                        place += 1
                    }
                }
            }
        }
    }

    /// Places of the voxels with a neighbour outside the mask, across one of their six faces.
    ///
    /// What lies beyond the box is outside: the box holds all voxels of the label, or ends where the
    /// image ends.
    var surface: [Int] {
        let (width, height, depth) = (shape[0], shape[1], shape[2])
        let plane = width * height
        var places: [Int] = []
        isInside.withUnsafeBufferPointer { inside in
            var place = 0
            for z in 0..<depth {
                for y in 0..<height {
                    let isEdge = y == 0 || y == height - 1 || z == 0 || z == depth - 1
                    for x in 0..<width {
                        defer { place += 1 }
                        guard inside[place] else { continue }
                        if isEdge || x == 0 || x == width - 1 || !inside[place - 1]
                            || !inside[place + 1] || !inside[place - width]
                            || !inside[place + width] || !inside[place - plane]
                            || !inside[place + plane]
                        {
                            places.append(place)
                        }
                    }
                }
            }
        }
        return places
    }
}
