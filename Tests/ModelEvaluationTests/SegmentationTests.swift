import ModelEvaluation
import Statistics
import Testing

/// Overlap, distances and lesions of label maps.
struct SegmentationTests {
    /// A map from rows of digits, one string a row, slices one after the other.
    private func map(
        _ slices: [[String]],
        spacing: [Double] = [1, 1, 1]
    ) throws -> LabelMap {
        let codes = slices.joined().joined().compactMap { $0.wholeNumberValue.map { UInt8($0) } }
        return try LabelMap(
            shape: [slices[0][0].count, slices[0].count, slices.count],
            spacing: spacing,
            codes: codes
        )
    }

    @Test func countsAndOverlapsByHand() throws {
        let truth = try map([["0110", "0110", "0000"]], spacing: [1, 2, 5])
        let predicted = try map([["0011", "0011", "0020"]], spacing: [1, 2, 5])
        let found = try truth.compare(with: predicted)
        #expect(found.map(\.label) == [1, 2])
        let first = found[0]
        #expect([first.truthVoxels, first.predictedVoxels, first.sharedVoxels] == [4, 4, 2])
        #expect(first.dice == 0.5)
        #expect(first.jaccard == 2.0 / 6)
        #expect(first.volumetricSimilarity == 1)
        #expect(first.sensitivity == 0.5)
        #expect(first.precision == 0.5)
        #expect(first.truthVolume == 0.04)
        // Each row has one voxel at 1 mm and one in common.
        let surfaces = try #require(first.surfaces)
        #expect(surfaces.hausdorff == 1)
        #expect(surfaces.averageSymmetric == 0.5)
        #expect(surfaces.surfaceDice == 1)
        #expect(found[1].dice == 0)
        #expect(found[1].surfaces == nil)
        #expect(found[1].sensitivity == nil)
        #expect(found[1].notes.count == 1)
    }

    @Test func spacingStretchesDistances() throws {
        let truth = try map([["10000"]], spacing: [2.5, 1, 1])
        let predicted = try map([["00010"]], spacing: [2.5, 1, 1])
        let one = try #require(try truth.compare(with: predicted, tolerance: 7.5)[0].surfaces)
        #expect(one.hausdorff == 7.5)
        #expect(one.hausdorff95 == 7.5)
        #expect(one.surfaceDice == 1)
        let strict = try truth.compare(with: predicted, tolerance: 7.4)[0].surfaces
        #expect(strict?.surfaceDice == 0)
    }

    @Test func lesionsTouchByCornersAndAreCounted() throws {
        let truth = try map([["1000", "0100", "0001"], ["0000", "0000", "0000"]])
        let predicted = try map([["1000", "0000", "0000"], ["0000", "0000", "1000"]])
        let lesions = try truth.compare(with: predicted)[0].lesions
        // The corner joins the first two voxels; the third lies two apart.
        #expect(lesions.lesions.map(\.voxels) == [2, 1])
        #expect(lesions.found == 1)
        #expect(lesions.missed == 1)
        #expect(lesions.falsePositives == 1)
        #expect(lesions.sensitivity == 0.5)
        #expect(lesions.precision == 0.5)
        #expect(lesions.lesions[0].dice == 2.0 / 3)
        #expect(lesions.lesions[1].dice == 0)
    }

    @Test func emptyMapsGiveNoNumbers() throws {
        let empty = try map([["000"]])
        #expect(try empty.compare(with: empty).isEmpty)
        let asked = try empty.compare(with: empty, only: 3)[0]
        #expect(asked.dice == nil && asked.surfaces == nil && asked.lesions.sensitivity == nil)
        #expect(asked.notes.count == 1)
    }

    @Test func differentGridsAreRefused() throws {
        let one = try map([["010"]])
        let other = try map([["010"]], spacing: [1, 1, 2])
        #expect(throws: SegmentationError.self) { try one.compare(with: other) }
        #expect(throws: SegmentationError.tolerance(-1)) {
            try one.compare(with: one, tolerance: -1)
        }
        #expect(throws: SegmentationError.self) {
            try LabelMap(shape: [2, 2], spacing: [1, 1, 1], codes: [0, 0, 0, 0])
        }
        #expect(throws: SegmentationError.self) {
            try LabelMap(shape: [2, 2, 1], spacing: [1, 0, 1], codes: [0, 0, 0, 0])
        }
    }

    // MARK: Against every pair

    private struct Case {
        var shape: [Int]
        var spacing: [Double]
        var truth: [UInt8]
        var predicted: [UInt8]

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            func number(_ range: ClosedRange<Int>) -> Int {
                range.lowerBound + Int(generator.nextUniform() * Double(range.count))
            }
            let sides = (0..<3).map { _ in number(1...11) }
            shape = sides
            spacing = [0.7, 1.3, 2.9].map { $0 * (0.5 + generator.nextUniform()) }
            let density = 0.02 + 0.6 * generator.nextUniform()
            func voxels() -> [UInt8] {
                (0..<sides.reduce(1, *)).map { _ in generator.nextUniform() < density ? 1 : 0 }
            }
            truth = voxels()
            predicted = voxels()
        }

        func point(_ place: Int) -> [Int] {
            [
                place % shape[0], place / shape[0] % shape[1], place / shape[0] / shape[1],
            ]
        }

        /// Voxels of a mask that have a face to the outside.
        func surface(_ voxels: [UInt8]) -> [Int] {
            voxels.indices.filter { place in
                guard voxels[place] == 1 else { return false }
                let here = point(place)
                return (0..<3).contains { axis in
                    [-1, 1].contains { step in
                        var there = here
                        there[axis] += step
                        guard (0..<shape[axis]).contains(there[axis]) else { return true }
                        return voxels[(there[2] * shape[1] + there[1]) * shape[0] + there[0]] == 0
                    }
                }
            }
        }

        func distances(from: [Int], to: [Int]) -> [Double] {
            from.map { one in
                let a = point(one)
                return to.map { other -> Double in
                    let b = point(other)
                    return (0..<3).reduce(0.0) { sum, axis in
                        let d = Double(a[axis] - b[axis]) * spacing[axis]
                        return sum + d * d
                    }
                }.min()?.squareRoot() ?? 0
            }
        }

        func percentile(_ values: [Double], _ share: Double) -> Double {
            let place = share * Double(values.count - 1)
            let next = min(Int(place) + 1, values.count - 1)
            return values[Int(place)] + (place - place.rounded(.down))
                * (values[next] - values[Int(place)])
        }

        /// Parts found by filling, as the sizes in the order of their first voxels.
        func parts(_ voxels: [UInt8]) -> [Int] {
            var seen = Set<Int>()
            var sizes: [Int] = []
            for start in voxels.indices where voxels[start] == 1 && !seen.contains(start) {
                var open = [start]
                seen.insert(start)
                var size = 0
                while let place = open.popLast() {
                    size += 1
                    let here = point(place)
                    for other in voxels.indices where voxels[other] == 1 && !seen.contains(other) {
                        let there = point(other)
                        if zip(here, there).allSatisfy({ abs($0 - $1) <= 1 }) {
                            seen.insert(other)
                            open.append(other)
                        }
                    }
                }
                sizes.append(size)
            }
            return sizes
        }
    }

    @Test(arguments: 1...60)
    func agreesWithComparingEveryPairOfVoxels(seed: Int) throws {
        let sample = Case(seed: UInt64(seed))
        let maps = try [sample.truth, sample.predicted].map {
            try LabelMap(shape: sample.shape, spacing: sample.spacing, codes: $0)
        }
        guard let found = try maps[0].compare(with: maps[1], tolerance: 1.5).first else { return }
        #expect(found.truthVoxels == sample.truth.count { $0 == 1 })
        #expect(found.lesions.lesions.map(\.voxels) == sample.parts(sample.truth))
        let surfaces = [sample.surface(sample.truth), sample.surface(sample.predicted)]
        guard let measured = found.surfaces else {
            #expect(surfaces.contains { $0.isEmpty })
            return
        }
        let directed = [
            sample.distances(from: surfaces[0], to: surfaces[1]),
            sample.distances(from: surfaces[1], to: surfaces[0]),
        ]
        let all = directed.flatMap { $0 }
        #expect(abs(measured.hausdorff - (all.max() ?? 0)) < 1e-9)
        let percentile = directed.map { sample.percentile($0.sorted(), 0.95) }.max() ?? 0
        #expect(abs(measured.hausdorff95 - percentile) < 1e-9)
        #expect(abs(measured.averageSymmetric - all.reduce(0, +) / Double(all.count)) < 1e-9)
        #expect(
            abs(measured.surfaceDice - Double(all.count { $0 <= 1.5 }) / Double(all.count)) < 1e-12
        )
        #expect(measured.hausdorff95 <= measured.hausdorff)
    }

    /// Boxes that are wider than a word and a brick of bricks, with few voxels far apart and at the borders.
    @Test(arguments: 1...30)
    func sparseVoxelsOfWideBoxesAgreeAsWell(seed: Int) throws {
        var sample = Case(seed: 1)
        var generator = SeededGenerator(seed: UInt64(5_000 + seed))
        sample.shape = [[130, 9, 3], [66, 20, 18], [5, 70, 67]][seed % 3]
        let size = sample.shape.reduce(1, *)
        func blobs() -> [UInt8] {
            var voxels = [UInt8](repeating: 0, count: size)
            for _ in 0..<4 {
                let start = Int(generator.nextUniform() * Double(size))
                for step in 0..<Int(1 + 90 * generator.nextUniform()) where start + step < size {
                    voxels[start + step] = 1
                }
            }
            voxels[seed % 2 == 0 ? 0 : size - 1] = 1
            return voxels
        }
        sample.truth = blobs()
        sample.predicted = blobs()
        let maps = try [sample.truth, sample.predicted].map {
            try LabelMap(shape: sample.shape, spacing: sample.spacing, codes: $0)
        }
        let found = try #require(try maps[0].compare(with: maps[1]).first)
        let shared = zip(sample.truth, sample.predicted).count { $0 == 1 && $1 == 1 }
        #expect(found.sharedVoxels == shared)
        #expect(found.truthVoxels == sample.truth.count { $0 == 1 })
        #expect(found.lesions.lesions.map(\.voxels) == sample.parts(sample.truth))
        let surfaces = [sample.surface(sample.truth), sample.surface(sample.predicted)]
        let directed = [
            sample.distances(from: surfaces[0], to: surfaces[1]),
            sample.distances(from: surfaces[1], to: surfaces[0]),
        ]
        let measured = try #require(found.surfaces)
        let all = directed.flatMap { $0 }
        #expect(abs(measured.hausdorff - (all.max() ?? 0)) < 1e-9)
        #expect(abs(measured.averageSymmetric - all.reduce(0, +) / Double(all.count)) < 1e-9)
    }

    @Test func lesionsMayHaveToOverlap() throws {
        // Two parts of the prediction share voxels with the first lesion: 3 of 5 and 1 of 5.
        let truth = try map([["1111100110", "0000000000", "1100000000"]])
        let predicted = try map([["1110110000", "0000000000", "1110000000"]])
        let plain = try truth.compare(with: predicted)[0].lesions
        #expect([plain.found, plain.missed, plain.falsePositives] == [2, 1, 0])
        #expect(plain.lesions.map(\.overlap) == [0.6, 0, 2.0 / 3])
        let strict = try truth.compare(with: predicted, lesionOverlap: 0.6)[0].lesions
        #expect([strict.found, strict.missed, strict.falsePositives] == [2, 1, 1])
        let half = try truth.compare(with: predicted, lesionOverlap: 0.65)[0].lesions
        #expect(half.lesions.map(\.isFound) == [false, false, true])
        #expect([half.found, half.missed, half.falsePositives] == [1, 2, 2])
        #expect(throws: SegmentationError.lesionOverlap(0)) {
            try truth.compare(with: predicted, lesionOverlap: 0)
        }
    }

    /// A predicted part that covers two lesions finds one of them where parts are paired.
    @Test func aPartFindsOneLesionOnly() throws {
        let truth = try map([["1110011100"]])
        let predicted = try map([["1111111100"]])
        let plain = try truth.compare(with: predicted)[0].lesions
        #expect([plain.found, plain.falsePositives] == [2, 0])
        let paired = try truth.compare(with: predicted, lesionOverlap: 0.3)[0].lesions
        #expect(paired.lesions.map(\.isFound) == [true, false])
        #expect([paired.found, paired.missed, paired.falsePositives] == [1, 1, 0])
    }

    @Test(arguments: 1...20)
    func measuresAreSymmetricAndPerfectWithItself(seed: Int) throws {
        let sample = Case(seed: UInt64(1_000 + seed))
        let maps = try [sample.truth, sample.predicted].map {
            try LabelMap(shape: sample.shape, spacing: sample.spacing, codes: $0)
        }
        let one = try maps[0].compare(with: maps[1]).first
        let other = try maps[1].compare(with: maps[0]).first
        #expect(one?.dice == other?.dice)
        #expect(one?.jaccard == other?.jaccard)
        #expect(one?.sensitivity == other?.precision)
        #expect(one?.surfaces?.hausdorff95 == other?.surfaces?.hausdorff95)
        #expect(one?.surfaces?.surfaceDice == other?.surfaces?.surfaceDice)
        if let itself = try maps[0].compare(with: maps[0]).first {
            #expect(itself.dice == 1 && itself.surfaces?.hausdorff == 0)
            #expect(itself.surfaces?.surfaceDice == 1 && itself.lesions.falsePositives == 0)
        }
    }
}
