public import MetaAnalysis

extension ReviewState {
    /// Results of all planned analyses of accuracy, in the protocol's order.
    public var accuracyResults: [AccuracyResult] {
        (reviewProtocol?.accuracyAnalyses ?? []).map { result(of: $0) }
    }

    /// Runs a planned analysis of accuracy on the evaluations of the review: a bivariate model per
    /// stage.
    public func result(of plan: AccuracyPlan) -> AccuracyResult {
        AccuracyResult(
            plan: plan,
            stages: EvaluationStage.allCases.compactMap { accuracy(at: $0, plan: plan) }
        )
    }

    private func accuracy(at stage: EvaluationStage, plan: AccuracyPlan) -> AccuracyStage? {
        let sources = evaluations.filter { source in
            let row = source.row
            return row.stage == stage
                && (row.crossTable != nil || row.values[.sensitivity] != nil
                    || row.values[.specificity] != nil)
        }
        guard !sources.isEmpty else { return nil }
        let labels = evaluationLabels(of: sources.map(\.row))
        var tables: [AnalysedTable] = []
        var omitted: [OmittedEvaluation] = []
        for (source, label) in zip(sources, labels) {
            switch source.row.crossTableExtraction {
            case .table(let counts, let origin):
                tables.append(
                    AnalysedTable(source: source, label: label, counts: counts, origin: origin)
                )
            case .missing(let missing):
                omitted.append(OmittedEvaluation(source: source, label: label, missing: missing))
            }
        }
        tables.sort { ($0.label, $0.source.row.line) < ($1.label, $1.source.row.line) }
        omitted.sort { ($0.label, $0.source.row.line) < ($1.label, $1.source.row.line) }
        return fitted(tables, omitted, at: stage, plan: plan)
    }

    private func fitted(
        _ rows: [AnalysedTable],
        _ omitted: [OmittedEvaluation],
        at stage: EvaluationStage,
        plan: AccuracyPlan
    ) -> AccuracyStage {
        let tables = rows.map(\.table)
        var warnings = dependence(of: rows.map(\.source.row.study)) + restoration(of: rows)
        var fit: BivariateFit?
        var why: String?
        if tables.isEmpty {
            why = "no evaluation at this stage gives a two-by-two table"
        } else {
            do throws(MetaAnalysisError) {
                let model = try BivariateFit(
                    tables: tables,
                    method: plan.model.method,
                    confidenceLevel: plan.level
                )
                warnings += model.warnings(tables: tables)
                fit = model
            } catch {
                why = error.description
            }
        }
        return AccuracyStage(
            stage: stage,
            evaluations: rows,
            omitted: omitted,
            fit: fit,
            whyNotPooled: why,
            deeks: try? DeeksTest(tables: tables),
            warnings: warnings
        )
    }

    private func restoration(of rows: [AnalysedTable]) -> [String] {
        let restored = rows.count { $0.origin == .restored }
        guard restored > 0 else { return [] }
        return [
            "\(restored) of \(rows.count) two-by-two tables are restored by rounding from "
                + "sensitivity, specificity, sample size and number with the outcome."
        ]
    }
}

extension AccuracyModel {
    /// The likelihood that the model maximises.
    public var method: BivariateMethod {
        switch self {
        case .binomialNormal: .laplace
        case .restrictedLinear: .restrictedLinear
        case .linear: .linear
        }
    }
}
