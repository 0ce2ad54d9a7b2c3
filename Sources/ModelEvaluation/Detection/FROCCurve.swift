/// How the sensitivity is read between two points of a FROC curve.
public enum FROCReading: String, Sendable, Equatable, CaseIterable, Codable {
    /// That of the lowest threshold with no more false positives: what a user of the marks attains.
    case attained
    /// On the straight line between the neighbouring points, as the script of LUNA16 reads it.
    case interpolated
}

/// Lesion localisation fraction against false positives per case, over all thresholds.
///
/// A point holds marks of at least its threshold: LLF, hits over lesions, and NLF, false positives
/// over all cases, those with and those without lesion.
///
/// - Reference: Bunch et al. (1977), doi:10.1117/12.955926; Chakraborty (2017),
///   doi:10.1201/9781351228190.
public struct FROCCurve: Sendable, Equatable {
    /// A point of the curve.
    public struct Point: Sendable, Equatable {
        /// Marks that score at least this are shown; infinite at the start, where none is.
        public var threshold: Double
        /// Lesions hit.
        public var hits: Int
        /// False positives.
        public var falsePositives: Int
        /// Hits over lesions (LLF), 0 to 1.
        public var sensitivity: Double
        /// False positives over cases (NLF), ≥ 0.
        public var falsePositivesPerCase: Double
    }

    /// Rates of the competition performance metric: 1/8 to 8 false positives per case.
    public static let competitionRates = [0.125, 0.25, 0.5, 1, 2, 4, 8]

    /// Points by falling threshold, from no marks to all.
    public let points: [Point]

    /// Reads the sensitivity at rates of false positives.
    ///
    /// Beyond the end of the curve it is that of all marks: more cannot be had.
    ///
    /// - Parameters:
    ///   - rates: false positives per case, ascending.
    ///   - reading: how it is read between points.
    /// - Returns: one sensitivity a rate.
    public func sensitivities(at rates: [Double], reading: FROCReading = .attained) -> [Double] {
        var reader = RateReader(rates: rates, reading: reading)
        for point in points { reader.add(point.falsePositivesPerCase, point.sensitivity) }
        return reader.finished()
    }

    /// Mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives per case.
    ///
    /// - Parameter reading: how it is read between points.
    /// - Returns: the competition performance metric (CPM), 0 to 1.
    /// - Reference: Niemeijer et al. (2011), doi:10.1109/TMI.2010.2072789; Setio et al. (2017),
    ///   doi:10.1016/j.media.2017.06.015.
    public func competitionMetric(reading: FROCReading = .attained) -> Double {
        mean(sensitivities(at: Self.competitionRates, reading: reading))
    }
}

extension MatchedMarks {
    /// The FROC curve of the marks.
    public var frocCurve: FROCCurve {
        let (cases, lesions) = (Double(cases), Double(lesions))
        var points: [FROCCurve.Point] = []
        func add(_ threshold: Double, _ hits: Int, _ falsePositives: Int) {
            points.append(
                FROCCurve.Point(
                    threshold: threshold,
                    hits: hits,
                    falsePositives: falsePositives,
                    sensitivity: Double(hits) / lesions,
                    falsePositivesPerCase: Double(falsePositives) / cases
                )
            )
        }
        var (hits, falsePositives) = (0, 0)
        add(.infinity, 0, 0)
        for (index, mark) in rated.enumerated() {
            if mark.isHit { hits += 1 } else { falsePositives += 1 }
            if index + 1 == rated.count || rated[index + 1].score != mark.score {
                add(mark.score, hits, falsePositives)
            }
        }
        return FROCCurve(points: points)
    }

    /// Sensitivities at rates where each case counts several times or not at all.
    ///
    /// - Parameters:
    ///   - rates: false positives per case, ascending.
    ///   - reading: how they are read between points.
    ///   - times: how often each case counts.
    /// - Returns: one sensitivity a rate; `nil` if no lesion counts.
    func sensitivities(at rates: [Double], reading: FROCReading, times: [Int]) -> [Double]? {
        let cases = times.reduce(0, +)
        let lesions = zip(times, lesionCounts).reduce(0) { $0 + $1.0 * $1.1 }
        guard lesions > 0 else { return nil }
        var reader = RateReader(rates: rates, reading: reading)
        var (hits, falsePositives) = (0, 0)
        reader.add(0, 0)
        for (index, mark) in rated.enumerated() {
            if mark.isHit { hits += times[mark.place] } else { falsePositives += times[mark.place] }
            if index + 1 == rated.count || rated[index + 1].score != mark.score {
                reader.add(
                    Double(falsePositives) / Double(cases),
                    Double(hits) / Double(lesions)
                )
                if reader.isFinished { break }
            }
        }
        return reader.finished()
    }
}

/// Reads a curve at rates while its corners come by.
private struct RateReader {
    let rates: [Double]
    let reading: FROCReading
    private var values: [Double] = []
    private var last = (rate: 0.0, value: 0.0)

    init(rates: [Double], reading: FROCReading) {
        self.rates = rates
        self.reading = reading
        values.reserveCapacity(rates.count)
    }

    var isFinished: Bool { values.count == rates.count }

    mutating func add(_ rate: Double, _ value: Double) {
        while values.count < rates.count, rates[values.count] < rate {
            let share = (rates[values.count] - last.rate) / (rate - last.rate)
            values.append(
                reading == .attained ? last.value : last.value + share * (value - last.value)
            )
        }
        last = (rate, value)
    }

    func finished() -> [Double] {
        values + [Double](repeating: last.value, count: rates.count - values.count)
    }
}

/// Arithmetic mean; NaN of nothing.
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
