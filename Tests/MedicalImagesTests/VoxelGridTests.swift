import MedicalImages
import Testing

/// How volumes lie on each other.
struct VoxelGridTests {
    private let base = VoxelGrid(
        shape: [4, 5, 6],
        affine: [1, 0, 0, -10, 0, 2, 0, -20, 0, 0, 3, 30]
    )

    @Test func mirroredAndTurnedVolumesFallOntoTheGrid() throws {
        // Axes: up, to the left, to the front.
        let other = VoxelGrid(
            shape: [2, 3, 1],
            affine: [0, -1, 0, -8, 0, 0, 2, -14, 3, 0, 0, 33]
        )
        let placement = try #require(base.placement(of: other, tolerance: 0.01))
        let volume = LabelVolume(
            shape: other.shape,
            affine: other.affine,
            codes: [1, 2, 3, 4, 5, 6],
            labels: Array(0...6)
        )
        let moved = volume.moved(onto: base, placement)
        for (place, code) in volume.codes.enumerated() {
            let index = [place % 2, place / 2, 0]
            let there = other.place(of: index.map(Double.init))
            let found = moved.codes.indices.filter { moved.codes[$0] == code }
            #expect(found.count == 1)
            let target = [found[0] % 4, found[0] / 4 % 5, found[0] / 20].map(Double.init)
            #expect(base.place(of: target) == there)
        }
        #expect(base.union(placement, shape: other.shape) == base)
    }

    @Test func unionHoldsBoth() throws {
        var other = base
        other.affine[3] += 2
        other.affine[11] -= 6
        let placement = try #require(base.placement(of: other, tolerance: 0.01))
        let both = base.union(placement, shape: other.shape)
        #expect(both.shape == [6, 5, 8])
        #expect(both.affine == [1, 0, 0, -10, 0, 2, 0, -20, 0, 0, 3, 24])
    }

    @Test func otherGridsDoNot() {
        var shifted = base
        shifted.affine[3] += 0.4
        #expect(base.placement(of: shifted, tolerance: 0.05) == nil)
        var wider = base
        wider.affine[0] = 1.5
        #expect(base.placement(of: wider, tolerance: 0.05) == nil)
        var turned = base
        turned.affine[0] = 0.8
        turned.affine[4] = 0.6
        #expect(base.placement(of: turned, tolerance: 0.05) == nil)
    }
}
