import Foundation
public import ModelEvaluation

/// The use case behind `lesions`: marks and lesions in, FROC and AFROC out.
public struct EvaluateLesions: Sendable {
    /// When a mark hits a lesion.
    public var matching: LesionMatching
    /// What becomes of marks whose lesions are hit already.
    public var furtherMarks: FurtherMarks
    /// How the sensitivity is read between points.
    public var reading: FROCReading
    /// Number of samples of the cases.
    public var resamples: Int
    /// Start of the random numbers.
    public var seed: UInt64
    /// Coverage of all intervals.
    public var level: Double

    /// Chooses what is evaluated.
    public init(
        matching: LesionMatching,
        furtherMarks: FurtherMarks = .ignored,
        reading: FROCReading = .attained,
        resamples: Int = 2000,
        seed: UInt64 = 1,
        level: Double = 0.95
    ) {
        self.matching = matching
        self.furtherMarks = furtherMarks
        self.reading = reading
        self.resamples = resamples
        self.seed = seed
        self.level = level
    }

    /// One reader with all that is worked out of the marks.
    private struct Part {
        let name: String?
        let matched: MatchedMarks
        let curve: FROCCurve
        let areas: [(kind: AFROCKind, curve: AFROCCurve)]
        let samples: DetectionResamples
    }

    /// Evaluates all readers.
    ///
    /// - Parameter table: marks and lesions, read for the same rule of matching.
    /// - Returns: the report.
    /// - Throws: `InputRefused` with every fault and its line.
    public func run(_ table: LesionTable) throws(InputRefused) -> LesionReport {
        guard !table.readers.isEmpty else {
            throw InputRefused(
                file: table.marksFile,
                "no marks below the header: no reader is named"
            )
        }
        let matched = try matched(table)
        let end =
            matched.map { Double($0.falsePositives) / Double($0.cases) }.max() ?? 0
        let highestRate = Self.highestRate(end)
        // Eight rates to each of six doublings.
        let bandRates = (0...48).map { highestRate / 64 * pow(2, Double($0) / 8) }
        var parts: [Part] = []
        for (reader, marks) in zip(table.readers, matched) {
            do throws(DetectionRefused) {
                parts.append(
                    Part(
                        name: reader.name,
                        matched: marks,
                        curve: marks.frocCurve,
                        areas: AFROCKind.every.compactMap { kind in
                            marks.afrocCurve(kind).map { (kind, $0) }
                        },
                        samples: try marks.resampled(
                            resamples,
                            seed: seed,
                            level: level,
                            bandRates: bandRates,
                            reading: reading
                        )
                    )
                )
            } catch {
                throw InputRefused(
                    error.faults.map { InputFault(file: table.marksFile, what: $0.description) }
                )
            }
        }
        let first = matched[0]
        return LesionReport(
            cases: first.cases,
            normalCases: first.normalCases,
            lesions: first.lesions,
            matching: matching.description,
            furtherMarks: furtherMarks,
            reading: reading,
            level: level,
            resamples: resamples,
            seed: seed,
            highestRate: highestRate,
            readers: parts.map { self.reader($0, bandRates) },
            comparisons: comparisons(parts),
            warnings: warnings(parts)
        )
    }

    /// The lowest power of two that holds the curves, from 1 to 8.
    private static func highestRate(_ end: Double) -> Double {
        [1.0, 2, 4].first { end <= $0 } ?? 8
    }

    private func matched(_ table: LesionTable) throws(InputRefused) -> [MatchedMarks] {
        var found: [MatchedMarks] = []
        var faults: [InputFault] = []
        // Faults of the truths come with every reader.
        var known: Set<String> = []
        for reader in table.readers {
            do throws(DetectionRefused) {
                found.append(
                    try MatchedMarks(
                        marks: reader.marks,
                        truths: table.truths,
                        cases: table.cases,
                        matching: matching,
                        further: furtherMarks
                    )
                )
            } catch {
                for fault in error.faults.map({ table.located($0, of: reader) })
                where known.insert(fault.description).inserted {
                    faults.append(fault)
                }
            }
        }
        guard faults.isEmpty else { throw InputRefused(LesionTable.cut(faults)) }
        return found
    }

    private func reader(_ part: Part, _ bandRates: [Double]) -> LesionReport.Reader {
        let rates = FROCCurve.competitionRates
        let values = part.curve.sensitivities(at: rates, reading: reading)
        let limits = part.samples.sensitivities
        let metric = LesionReport.Estimate(
            figure: "CPM",
            estimate: part.curve.competitionMetric(reading: reading),
            interval: Nullable(part.samples.meanSensitivity)
        )
        return LesionReport.Reader(
            name: Nullable(part.name),
            marks: part.matched.outcomes.count,
            hits: part.matched.hits,
            falsePositives: part.matched.falsePositives,
            furtherMarks: part.matched.furtherMarks,
            froc: part.curve.points.map {
                LesionReport.Point(
                    threshold: Figure(finite: $0.threshold),
                    hits: $0.hits,
                    falsePositives: $0.falsePositives,
                    sensitivity: $0.sensitivity,
                    falsePositivesPerCase: $0.falsePositivesPerCase
                )
            },
            sensitivities: rates.indices.map { place in
                let point = part.curve.points.last { $0.falsePositivesPerCase <= rates[place] }
                return LesionReport.Rate(
                    falsePositivesPerCase: rates[place],
                    threshold: reading == .attained
                        ? Figure(finite: point?.threshold ?? .infinity) : Figure(nil),
                    sensitivity: values[place],
                    interval: Nullable(place < limits.count ? limits[place] : nil)
                )
            },
            figures: [metric]
                + part.areas.map {
                    LesionReport.Estimate(
                        figure: $0.kind.rawValue,
                        estimate: $0.curve.area,
                        interval: Nullable(part.samples.area($0.kind))
                    )
                },
            afroc: part.areas.first { $0.kind == .plain }?.curve.points ?? [],
            band: zip(bandRates, part.samples.band).compactMap { rate, limits in
                limits.map { LesionReport.Band(falsePositivesPerCase: rate, interval: $0) }
            }
        )
    }

    private func comparisons(_ parts: [Part]) -> [LesionReport.Comparison] {
        var found: [LesionReport.Comparison] = []
        for (place, one) in parts.enumerated() {
            for other in parts.dropFirst(place + 1) {
                func add(_ figure: String, _ difference: Double, _ limits: ConfidenceInterval?) {
                    found.append(
                        LesionReport.Comparison(
                            a: one.name ?? "",
                            b: other.name ?? "",
                            figure: figure,
                            difference: difference,
                            interval: Nullable(limits)
                        )
                    )
                }
                add(
                    "CPM",
                    one.curve.competitionMetric(reading: reading)
                        - other.curve.competitionMetric(reading: reading),
                    one.samples.meanSensitivityDifference(from: other.samples)
                )
                for (first, second) in zip(one.areas, other.areas) {
                    add(
                        first.kind.rawValue,
                        first.curve.area - second.curve.area,
                        one.samples.areaDifference(first.kind, from: other.samples)
                    )
                }
            }
        }
        return found
    }

    /// What a careful reader would object to.
    private func warnings(_ parts: [Part]) -> [String] {
        var warnings: [String] = []
        let first = parts[0].matched
        let diseased = first.cases - first.normalCases
        if first.normalCases == 0 {
            warnings.append(
                "There is no case without lesion: AFROC, wAFROC and ROC do not exist. Name normal cases "
                    + "by rows of the truths with a blank place, or by --cases."
            )
        }
        if diseased < 40 {
            warnings.append(
                "\(diseased) cases have lesions: with fewer than 40 the intervals are uncertain."
            )
        }
        for part in parts {
            let name = part.name.map { "'\($0)'" } ?? "The marks"
            if part.matched.hits == 0, !part.matched.outcomes.isEmpty {
                warnings.append(
                    "\(name): none of \(part.matched.outcomes.count) marks hits a lesion; are marks and "
                        + "truths in the same coordinates and units?"
                )
            }
            if part.matched.outcomes.isEmpty { warnings.append("\(name): there are none.") }
            let end = Double(part.matched.falsePositives) / Double(part.matched.cases)
            if end < 8 {
                let text = String(format: "%.2f", end)
                warnings.append(
                    "\(name): the curve ends at \(text) false positives per case; at higher rates the "
                        + "sensitivity is that of all marks."
                )
            }
        }
        return warnings
    }
}

extension LesionTable {
    /// A fault with the line it is about.
    fileprivate func located(_ fault: DetectionFault, of reader: Reader) -> InputFault {
        func line(_ number: Int, _ lines: [Int]) -> Int? {
            lines.indices.contains(number - 1) ? lines[number - 1] : nil
        }
        switch fault {
        case .scoreNotFinite(let mark, _), .markNotFinite(let mark), .markBoxMissing(let mark):
            return InputFault(
                file: marksFile,
                line: line(mark, reader.lines),
                what: fault.description
            )
        case .unknownCase(let mark, let name):
            return InputFault(
                file: marksFile,
                line: line(mark, reader.lines),
                what: unknownCase(name)
            )
        case .truthNotFinite(let truth), .radiusMissing(let truth), .truthBoxMissing(let truth):
            return InputFault(
                file: truthsFile,
                line: line(truth, truthLines),
                what: fault.description
            )
        case .duplicateTruth(let truth, let first, let name):
            return InputFault(
                file: truthsFile,
                line: line(truth, truthLines),
                what: "case '\(name)' has a lesion at the same place in line "
                    + "\(line(first, truthLines) ?? 0)"
            )
        case .duplicateCase:
            return InputFault(file: casesFile ?? truthsFile, what: fault.description)
        default:
            return InputFault(file: truthsFile, what: fault.description)
        }
    }
}
