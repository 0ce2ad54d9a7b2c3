import Foundation
import MetaAnalysis
import Statistics

/// The use case behind `meta --measure dta`: 2×2 tables in, summary accuracy out.
public enum PoolDiagnosticTable {
    /// Pools the studies of a table.
    ///
    /// - Parameters:
    ///   - file: file name for messages.
    ///   - header: names of the columns.
    ///   - rows: lines of the file with their fields.
    ///   - options: level, integration, region and the column of subgroups.
    /// - Returns: the whole result, ready to be encoded or rendered; a model that cannot be fitted is
    ///   null with a warning in words.
    /// - Throws: `.faults` with everything wrong in the table.
    public static func pool(
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws(PoolTableError) -> DiagnosticResult {
        let studies = try DiagnosticStudies(
            file: file,
            header: header,
            rows: rows,
            options: options
        )
        var warnings = studies.warnings
        if studies.pooled.isEmpty { warnings.append("No study can be pooled.") }
        let tables = studies.tables
        let binomial = fit(tables, options.binomialMethod, options, &warnings)
        let restricted = fit(tables, .restrictedLinear, options, &warnings)
        let linear = fit(tables, .linear, options, &warnings)
        if let binomial { warnings += binomial.warnings(tables: tables) }
        let groups = subgroups(studies, options: options, whole: binomial, &warnings)
        return DiagnosticResult(
            measure: options.measure.rawValue,
            scale: "logit",
            k: studies.pooled.count,
            studies: rendered(studies, options: options),
            notPoolable: studies.omitted,
            perStudy: perStudy(tables, level: options.pooling.confidenceLevel),
            bivariate: DiagnosticResult.Models(
                glmmBinomialNormal: Nullable(binomial.map(BinomialNormalSection.init)),
                reml: Nullable(restricted.map(LinearSection.init)),
                ml: Nullable(linear.map(LinearSection.init))
            ),
            summary: Nullable(binomial.map(DiagnosticSummary.init)),
            sroc: Nullable(binomial.map { CurveSection($0, region: options.region) }),
            dorDSL: oddsRatio(tables, options: options),
            smallStudyEffects: DiagnosticSmallStudySection(deeks: deeks(tables, &warnings)),
            subgroups: groups,
            warnings: warnings
        )
    }

    private static func fit(
        _ tables: [DiagnosticTable],
        _ method: BivariateMethod,
        _ options: PoolTableOptions,
        _ warnings: inout [String]
    ) -> BivariateFit? {
        guard !tables.isEmpty else { return nil }
        do throws(MetaAnalysisError) {
            return try BivariateFit(
                tables: tables,
                method: method,
                confidenceLevel: options.pooling.confidenceLevel
            )
        } catch {
            warnings.append("\(method.name): not available, \(error).")
            return nil
        }
    }

    private static func rendered(
        _ studies: DiagnosticStudies,
        options: PoolTableOptions
    ) -> [DiagnosticResult.Study] {
        studies.pooled.map { study in
            let accuracy = StudyAccuracy(
                study.table,
                confidenceLevel: options.pooling.confidenceLevel
            )
            return DiagnosticResult.Study(
                study: study.row.study,
                tp: study.table.truePositives,
                fp: study.table.falsePositives,
                fn: study.table.falseNegatives,
                tn: study.table.trueNegatives,
                sensitivity: Figure(finite: accuracy.sensitivity.value),
                sensitivityCI: pair(accuracy.sensitivity),
                specificity: Figure(finite: accuracy.specificity.value),
                specificityCI: pair(accuracy.specificity),
                group: Nullable(study.row.subgroup)
            )
        }
    }

    private static func pair(_ estimate: IntervalEstimate) -> [Figure] {
        Figure.list([estimate.interval.lower, estimate.interval.upper])
    }

    private static func perStudy(
        _ tables: [DiagnosticTable],
        level: Double
    ) -> DiagnosticResult.PerStudy {
        let corrected = DiagnosticTable.corrected(tables)
        let all = corrected.tables.map { StudyAccuracy($0, confidenceLevel: level) }
        return DiagnosticResult.PerStudy(
            sensitivity: Figure.list(all.map(\.sensitivity.value)),
            sensitivityCI: all.map { pair($0.sensitivity) },
            specificity: Figure.list(all.map(\.specificity.value)),
            specificityCI: all.map { pair($0.specificity) },
            dor: Figure.list(all.map(\.diagnosticOddsRatio.value)),
            posLR: Figure.list(all.map(\.positiveLikelihoodRatio.value)),
            negLR: Figure.list(all.map(\.negativeLikelihoodRatio.value)),
            corrected: corrected.isCorrected
        )
    }

    private static func oddsRatio(
        _ tables: [DiagnosticTable],
        options: PoolTableOptions
    ) -> Nullable<OddsRatioSection> {
        let members = tables.filter { $0.diseased > 0 && $0.healthy > 0 }
        let corrected = DiagnosticTable.corrected(members).tables
        let fit = try? RandomEffectsFit(
            estimates: corrected.map {
                log($0.truePositives / $0.falseNegatives)
                    + log($0.trueNegatives / $0.falsePositives)
            },
            samplingVariances: corrected.map {
                1 / $0.truePositives + 1 / $0.falsePositives + 1 / $0.falseNegatives
                    + 1 / $0.trueNegatives
            },
            options: PoolingOptions(
                method: .derSimonianLaird,
                test: .normal,
                confidenceLevel: options.pooling.confidenceLevel
            )
        )
        return Nullable(
            fit.map {
                OddsRatioSection(
                    logDOR: Figure(finite: $0.estimate),
                    tau2: Figure(finite: $0.tauSquared),
                    se: Figure(finite: $0.standardError),
                    ciLower: Figure(finite: $0.interval.lower),
                    ciUpper: Figure(finite: $0.interval.upper)
                )
            }
        )
    }

    private static func deeks(
        _ tables: [DiagnosticTable],
        _ warnings: inout [String]
    ) -> Nullable<DiagnosticSmallStudySection.Deeks> {
        do throws(MetaAnalysisError) {
            let test = try DeeksTest(tables: tables)
            return Nullable(
                DiagnosticSmallStudySection.Deeks(
                    intercept: Figure(finite: test.intercept),
                    slope: Figure(finite: test.slope),
                    se: Figure(finite: test.standardError),
                    statistic: Figure(finite: test.statistic),
                    df: Figure(finite: test.degreesOfFreedom),
                    pValue: Figure(finite: test.pValue)
                )
            )
        } catch {
            if tables.count > 2 { warnings.append("Deeks' test: not available, \(error).") }
            return Nullable(nil)
        }
    }

    private static func subgroups(
        _ studies: DiagnosticStudies,
        options: PoolTableOptions,
        whole: BivariateFit?,
        _ warnings: inout [String]
    ) -> Nullable<DiagnosticSubgroupSection> {
        guard let column = options.subgroup else { return Nullable(nil) }
        let without = studies.pooled.filter { $0.row.subgroup == nil }.map(\.row.study)
        if !without.isEmpty {
            warnings.append(
                "Left out of the subgroups, because '\(column)' is empty: "
                    + without.joined(separator: ", ") + "."
            )
        }
        let members = Dictionary(
            grouping: studies.pooled.filter { $0.row.subgroup != nil },
            by: { $0.row.subgroup ?? "" }
        )
        var groups: [String: DiagnosticSubgroupSection.Group] = [:]
        var fits: [BivariateFit] = []
        for (name, own) in members {
            var remarks: [String] = []
            let fit = fit(own.map(\.table), options.binomialMethod, options, &remarks)
            if let fit {
                remarks += fit.warnings(tables: own.map(\.table))
                fits.append(fit)
            }
            groups[name] = DiagnosticSubgroupSection.Group(
                k: own.count,
                studies: own.map(\.row.study),
                summary: Nullable(fit.map(DiagnosticSummary.init)),
                sroc: Nullable(fit.map { CurveSection($0, region: options.region) }),
                warnings: remarks
            )
        }
        let test = comparison(fits, whole: whole, isComplete: without.isEmpty)
        if test.value != nil,
            (fits + [whole].compactMap(\.self)).contains(where: { $0.rung != .unrestricted })
        {
            warnings.append(
                "The test between groups is approximate: a model stands on a bound of its parameters, where χ² is too"
                    + " cautious."
            )
        }
        return Nullable(DiagnosticSubgroupSection(groups: groups, comparison: test))
    }

    /// The test needs maxima of the same likelihood, on a bound or not, with all studies in.
    private static func comparison(
        _ fits: [BivariateFit],
        whole: BivariateFit?,
        isComplete: Bool
    ) -> Nullable<DiagnosticSubgroupSection.Comparison> {
        guard isComplete, fits.count > 1, let whole,
            (fits + [whole]).allSatisfy({ $0.rung != .uncorrelated && $0.rung != .separate })
        else { return Nullable(nil) }
        // Summed in order of size: the order of a dictionary must not touch the last digits.
        let apart = fits.map(\.logLikelihood).sorted().reduce(0, +)
        let statistic = max(0, 2 * (apart - whole.logLikelihood))
        let degrees = 5 * (fits.count - 1)
        let p = ChiSquared(degreesOfFreedom: Double(degrees)).upperTail(statistic)
        return Nullable(
            DiagnosticSubgroupSection.Comparison(
                statistic: Figure(finite: statistic),
                df: degrees,
                pValue: Figure(finite: p)
            )
        )
    }
}
