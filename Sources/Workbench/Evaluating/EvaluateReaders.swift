public import Figures
import Foundation
public import ModelEvaluation

/// The use case behind `readers`: ratings in, modalities and a standalone system compared.
public struct EvaluateReaders: Sendable {
    /// How the covariances of the areas are estimated.
    public var covariance: CovarianceMethod
    /// Coverage of all intervals.
    public var level: Double

    /// Chooses what is evaluated.
    public init(covariance: CovarianceMethod = .deLong, level: Double = 0.95) {
        self.covariance = covariance
        self.level = level
    }

    /// Evaluates a study.
    ///
    /// - Parameter table: the ratings.
    /// - Returns: the report.
    /// - Throws: `InputRefused` for a level that is not between 0 and 1.
    public func run(_ table: ReaderTable) throws(InputRefused) -> ReaderReport {
        let study = table.study
        let evaluation: ReaderEvaluation
        do throws(ReaderStudyError) {
            evaluation = try study.evaluation(covariance: covariance, level: level)
        } catch {
            throw InputRefused(file: table.file, error.description)
        }
        return ReaderReport(
            cases: study.events.count,
            events: study.positives,
            clusters: Nullable(study.clusterCount),
            readers: study.readers,
            modalities: study.modalities,
            standalone: Nullable(table.standalone),
            evaluation: evaluation,
            warnings: designWarnings(study) + areaWarnings(table, evaluation)
        )
    }

    private func designWarnings(_ study: ReaderStudy) -> [String] {
        var warnings: [String] = []
        let count = study.readers.count
        if count == 1 {
            warnings.append(
                "There is one reader: nothing is said about other readers, and analyses with random "
                    + "readers are left out."
            )
        } else if count < 5 {
            warnings.append(
                "There are \(count) readers: with fewer than 5, results for readers like these rest "
                    + "on few degrees of freedom."
            )
        }
        let smaller = min(study.positives, study.events.count - study.positives)
        if smaller < 30 {
            warnings.append(
                "The rarer class has \(smaller) cases: with fewer than 30 the variances over cases "
                    + "are uncertain."
            )
        }
        if let clusters = study.clusterCount, clusters < 40 {
            warnings.append(
                "There are \(clusters) clusters: with fewer than 40 the variance for clusters is "
                    + "uncertain."
            )
        }
        return warnings
    }

    private func areaWarnings(_ table: ReaderTable, _ found: ReaderEvaluation) -> [String] {
        var warnings: [String] = []
        if found.components.isFloored {
            warnings.append(
                "Cov2 − Cov3 is below 0 and counts as 0 in the comparison of modalities, as the model "
                    + "demands."
            )
        }
        for one in found.standalone where one.isFloored {
            warnings.append(
                "Cov2 of the differences from '\(table.standalone ?? "")'\(under(one.modality)) is "
                    + "below 0 and counts as 0."
            )
        }
        var curves = found.curves.map { ("'\($0.reader)'\(under($0.modality))", $0.area.estimate) }
        if let area = found.standaloneArea {
            curves.append(("'\(table.standalone ?? "")'", area.estimate))
        }
        for (name, area) in curves {
            if area < 0.5 {
                warnings.append(
                    "\(name) has an area below 0.5: do higher ratings speak for the event?"
                )
            } else if area == 1 {
                warnings.append(
                    "\(name) separates the classes completely: no interval is given, since a few "
                        + "cases are no proof of a perfect reader."
                )
            }
        }
        return warnings
    }

    private func under(_ modality: String) -> String {
        modality.isEmpty ? "" : " under '\(modality)'"
    }

    /// ROC curves: for each modality the readers' mean with their own curves in thin lines, and the
    /// standalone system.
    ///
    /// - Parameters:
    ///   - table: the ratings.
    ///   - report: their evaluation.
    /// - Returns: the plot.
    /// - Throws: `InputRefused` for a level that is not between 0 and 1.
    public func rocPlot(_ table: ReaderTable, _ report: ReaderReport) throws(InputRefused)
        -> ROCPlot
    {
        let study = table.study
        let found = report.evaluation
        let means =
            (found.analyses.first { $0.inference == .randomReadersRandomCases }
            ?? found.analyses.first)?.means
        var curves: [ROCPlot.Curve] = []
        do throws(ReaderStudyError) {
            for (modality, name) in study.modalities.enumerated() {
                var parts: [[SROCPlot.Position]] = []
                for reader in study.readers.indices {
                    let curve = try study.rocCurve(reader: reader, modality: modality, level: level)
                    parts.append(ROCPlot.Curve(name: "", curve: curve, hasBand: false).points)
                }
                let who = study.readers.count == 1 ? study.readers[0] : "mean of readers"
                curves.append(
                    ROCPlot.Curve(
                        name: Self.legend(
                            name.isEmpty ? who : "\(name), \(who)",
                            means?[modality].area
                        ),
                        points: study.meanCurve(modality: modality).map {
                            SROCPlot.Position(
                                falsePositiveRate: $0.falsePositiveRate,
                                sensitivity: $0.sensitivity
                            )
                        },
                        parts: study.readers.count == 1 ? [] : parts
                    )
                )
            }
            if let curve = try study.standaloneCurve(level: level) {
                curves.append(
                    ROCPlot.Curve(
                        name: Self.legend(table.standalone ?? "", found.standaloneArea),
                        curve: curve,
                        hasBand: false
                    )
                )
            }
        } catch {
            throw InputRefused(file: table.file, error.description)
        }
        return ROCPlot(
            title: "ROC curves of readers",
            curves: curves,
            notes: study.readers.count == 1
                ? []
                : [
                    "Thin lines: each reader. Thick lines: mean sensitivity at equal false-positive "
                        + "rates, whose area is the mean area."
                ]
        )
    }

    private static func legend(_ name: String, _ area: ReaderEstimate?) -> String {
        guard let area else { return name }
        var text = name + String(format: ": AUC %.3f", area.estimate)
        if let limits = area.interval {
            text += String(format: " [%.3f, %.3f]", limits.lower, limits.upper)
        }
        return text
    }
}
