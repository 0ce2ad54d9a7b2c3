import Statistics

/// Figures of samples of cases, drawn with replacement: a case comes with all its marks and lesions.
///
/// Sample r has its own random numbers, made from the seed and r, so the result is the same on one
/// thread as on many, and two readers of the same cases are seen on the same samples.
///
/// - Reference: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
public struct DetectionResamples: Sendable, Equatable {
    /// Figures of one sample; `nil` where it has no lesion, or no normal case if one is needed.
    struct Sample: Sendable, Equatable {
        let sensitivities: [Double]?
        let band: [Double]?
        let areas: [Double?]
    }

    let samples: [Sample]
    let kinds: [AFROCKind]
    /// Coverage of the intervals.
    public let level: Double

    /// Percentile interval of the sensitivity at each of the rates.
    public var sensitivities: [ConfidenceInterval?] {
        columns(samples.map(\.sensitivities))
    }

    /// Percentile interval of the mean sensitivity over the rates.
    public var meanSensitivity: ConfidenceInterval? {
        interval(samples.map { $0.sensitivities.map(mean) })
    }

    /// Percentile interval of the sensitivity at each of the rates of the band.
    public var band: [ConfidenceInterval?] { columns(samples.map(\.band)) }

    /// Percentile interval of an area.
    public func area(_ kind: AFROCKind) -> ConfidenceInterval? {
        guard let place = kinds.firstIndex(of: kind) else { return nil }
        return interval(samples.map { $0.areas[place] })
    }

    /// Percentile interval of the difference of mean sensitivities on the same samples.
    ///
    /// - Parameter other: samples of the second reader, drawn with the same seed.
    /// - Returns: interval of first minus second.
    public func meanSensitivityDifference(from other: DetectionResamples) -> ConfidenceInterval? {
        interval(
            zip(samples, other.samples).map { one, two in
                guard let a = one.sensitivities, let b = two.sensitivities else { return nil }
                return mean(a) - mean(b)
            }
        )
    }

    /// Percentile interval of the difference of areas on the same samples.
    ///
    /// - Parameters:
    ///   - kind: which area.
    ///   - other: samples of the second reader, drawn with the same seed.
    /// - Returns: interval of first minus second.
    public func areaDifference(
        _ kind: AFROCKind,
        from other: DetectionResamples
    ) -> ConfidenceInterval? {
        guard let a = kinds.firstIndex(of: kind), let b = other.kinds.firstIndex(of: kind) else {
            return nil
        }
        return interval(
            zip(samples, other.samples).map { one, two in
                guard let first = one.areas[a], let second = two.areas[b] else { return nil }
                return first - second
            }
        )
    }

    private func columns(_ rows: [[Double]?]) -> [ConfidenceInterval?] {
        let width = rows.lazy.compactMap { $0?.count }.first ?? 0
        return (0..<width).map { column in interval(rows.map { $0?[column] }) }
    }

    /// Ends of the central part, interpolated between neighbours (R's type 7).
    ///
    /// `nil` where all samples agree, since a few cases are no proof of certainty, and where more
    /// than a tenth of the samples lack the figure.
    private func interval(_ values: [Double?]) -> ConfidenceInterval? {
        let sorted = values.compactMap(\.self).sorted()
        guard sorted.count * 10 >= values.count * 9, let first = sorted.first,
            let last = sorted.last, first < last
        else { return nil }
        func value(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let below = min(Int(place), sorted.count - 1)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        return ConfidenceInterval(lower: value((1 - level) / 2), upper: value((1 + level) / 2))
    }
}

extension MatchedMarks {
    /// Draws samples of the cases.
    ///
    /// - Parameters:
    ///   - count: number of samples, at least 100.
    ///   - seed: start of the random numbers.
    ///   - level: coverage of the intervals.
    ///   - rates: false positives per case at which the sensitivity is read, ascending.
    ///   - bandRates: the same for the band of a figure.
    ///   - reading: how the sensitivity is read between points.
    ///   - kinds: areas to work out.
    ///   - isConcurrent: whether all processors are used; the result is the same.
    /// - Returns: the samples.
    /// - Throws: `DetectionRefused` for a level, count or rates out of range.
    public func resampled(
        _ count: Int = 2000,
        seed: UInt64 = 1,
        level: Double = 0.95,
        rates: [Double] = FROCCurve.competitionRates,
        bandRates: [Double] = [],
        reading: FROCReading = .attained,
        kinds: [AFROCKind] = AFROCKind.every,
        isConcurrent: Bool = true
    ) throws(DetectionRefused) -> DetectionResamples {
        var faults: [DetectionFault] = []
        if count < 100 { faults.append(.tooFewResamples(count)) }
        if !(level > 0 && level < 1) { faults.append(.invalidLevel(level)) }
        if ![rates, bandRates].allSatisfy(\.areRates) { faults.append(.invalidRates) }
        guard faults.isEmpty else { throw DetectionRefused(faults) }
        let sweeps = kinds.map { RatingSweep(self, $0) }
        let size = cases
        let parts = Parallel.map(count, inRangesOf: 64, isConcurrent: isConcurrent) { range in
            range.map { sample -> DetectionResamples.Sample in
                var generator = SeededGenerator(seed: seed &+ UInt64(sample) &* 0x9E37_79B9)
                var times = [Int](repeating: 0, count: size)
                for _ in 0..<size {
                    times[min(size - 1, Int(generator.nextUniform() * Double(size)))] += 1
                }
                return DetectionResamples.Sample(
                    sensitivities: sensitivities(at: rates, reading: reading, times: times),
                    band: bandRates.isEmpty
                        ? nil : sensitivities(at: bandRates, reading: reading, times: times),
                    areas: sweeps.map { $0.area(times: times) }
                )
            }
        }
        return DetectionResamples(samples: parts.flatMap { $0 }, kinds: kinds, level: level)
    }
}

extension [Double] {
    /// Whether these are ascending, finite numbers > 0.
    fileprivate var areRates: Bool {
        allSatisfy { $0 > 0 && $0.isFinite } && zip(self, dropFirst()).allSatisfy { $0 < $1 }
    }
}
