import Foundation
import MetaAnalysis

/// The use case behind the command `meta`: a table of study results in, a pooled result out.
public enum PoolTable {
    /// Pools the studies of a table.
    ///
    /// Every fault of the table is found before anything is refused. A study without enough
    /// information is listed, never dropped in silence.
    ///
    /// - Parameters:
    ///   - file: file name for messages.
    ///   - header: names of the columns.
    ///   - rows: lines of the file with their fields.
    ///   - options: measure, model and the columns to use.
    /// - Returns: the whole result, ready to be encoded or rendered.
    /// - Throws: `.faults` with everything wrong in the table; `.analysis` if the model cannot be
    ///   fitted.
    public static func pool(
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws(PoolTableError) -> PoolResult {
        let studies = try readStudies(file: file, header: header, rows: rows, options: options)
        guard !studies.pooled.isEmpty else {
            return emptyResult(studies, options: options)
        }
        var warnings = studies.warnings
        let design = try studies.design(file: file, options: options)
        let fit: RandomEffectsFit
        do {
            fit = try RandomEffectsFit(
                estimates: studies.estimates,
                samplingVariances: studies.variances,
                design: design,
                options: options.pooling
            )
        } catch {
            throw .analysis("\(file): \(error)")
        }
        let scale = studies.transformation(options: options)
        warnings += fit.warnings(
            studyNames: studies.names,
            transformation: scale,
            nullName: options.measure.nullName
        )
        var analyses = PoolAnalyses(studies: studies, options: options, warnings: warnings)
        let multilevel = analyses.multilevel(design: design, fit: fit)
        let sensitivity = analyses.sensitivity(fit: fit, design: design)
        let smallStudies = analyses.smallStudyEffects()
        let subgroups = analyses.subgroups()
        let stages = analyses.stages()
        return PoolResult(
            measure: options.measure.rawValue,
            scale: scale.name,
            k: studies.pooled.count,
            studies: studies.rendered(fit: fit, options: options),
            notPoolable: studies.omitted,
            fit: Nullable(FitSection(fit)),
            backTransformed: Nullable(backTransformed(fit, scale)),
            smallStudyEffects: Nullable(smallStudies),
            leaveOneOut: sensitivity.leaveOneOut,
            cumulative: sensitivity.cumulative,
            influence: sensitivity.influence,
            blup: sensitivity.blup,
            subgroups: subgroups,
            multilevel: multilevel,
            stages: stages,
            warnings: analyses.warnings
        )
    }

    private static func readStudies(
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])],
        options: PoolTableOptions
    ) throws(PoolTableError) -> PoolStudies {
        guard options.measure != .dta else {
            throw .analysis("\(file): measure dta is pooled by PoolDiagnosticTable")
        }
        var reader = PoolRowReader(file: file, header: header, options: options)
        reader.checkHeader()
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
        if rows.isEmpty {
            reader.note(nil, nil, "no line below the header", "one line for each estimate")
        }
        var studies = PoolStudies()
        for row in rows {
            guard let read = reader.read(line: row.line, fields: row.fields),
                let extraction = reader.extract(read)
            else { continue }
            studies.add(read, extraction, moderatorNames: options.moderators)
        }
        guard reader.faults.isEmpty else { throw .faults(reader.faults) }
        studies.describe(options: options)
        return studies
    }

    private static func backTransformed(
        _ fit: RandomEffectsFit,
        _ scale: Transformation
    ) -> PoolResult.BackTransformed? {
        guard fit.coefficients.count == 1 else { return nil }
        let interval = scale.backTransformed(fit.interval)
        let prediction = fit.predictionInterval.map { scale.backTransformed($0) }
        return PoolResult.BackTransformed(
            estimate: Figure(finite: scale.backTransformed(fit.estimate)),
            ciLower: Figure(finite: interval.lower),
            ciUpper: Figure(finite: interval.upper),
            piLower: Figure(finite: prediction?.lower ?? .nan),
            piUpper: Figure(finite: prediction?.upper ?? .nan)
        )
    }

    private static func emptyResult(
        _ studies: PoolStudies,
        options: PoolTableOptions
    ) -> PoolResult {
        PoolResult(
            measure: options.measure.rawValue,
            scale: studies.transformation(options: options).name,
            k: 0,
            studies: [],
            notPoolable: studies.omitted,
            fit: Nullable(nil),
            backTransformed: Nullable(nil),
            smallStudyEffects: Nullable(nil),
            leaveOneOut: Nullable(nil),
            cumulative: Nullable(nil),
            influence: Nullable(nil),
            blup: Nullable(nil),
            subgroups: Nullable(nil),
            multilevel: Nullable(nil),
            stages: nil,
            warnings: studies.warnings + ["No study can be pooled."]
        )
    }
}

extension PoolMeasure {
    /// Name of the value of no effect; nil where the measure has none.
    var nullName: String? {
        switch self {
        case .auc: "an AUC of 0.5"
        case .oe: "an O:E ratio of 1"
        case .or, .peto: "an odds ratio of 1"
        case .rr: "a risk ratio of 1"
        case .rom: "a ratio of means of 1"
        case .rd, .md, .smd: "no difference"
        case .zcor: "no correlation"
        case .generic, .proportion, .dta: nil
        }
    }
}
