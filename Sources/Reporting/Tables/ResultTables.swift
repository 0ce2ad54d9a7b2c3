import MetaAnalysis
import Review

extension Report {
    /// The tables of all planned analyses: stages, drop, evaluations, what could not be pooled.
    public var resultTables: [Table] {
        results.indices.flatMap { index in
            [
                stagesTable(index), dropTable(index), weightedDropTable(index),
                analysedTable(index), notPooledTable(index),
            ]
        }
    }

    /// Name of an analysis in file names: letters, digits and hyphens, unique in the report.
    func slug(_ index: Int) -> String { Self.slug(index, among: results.map(\.plan.id)) }

    /// The same of an analysis of accuracy.
    func accuracySlug(_ index: Int) -> String { Self.slug(index, among: accuracy.map(\.plan.id)) }

    private static func slug(_ index: Int, among identifiers: [String]) -> String {
        let slugs = identifiers.map { identifier in
            let kept = identifier.lowercased().unicodeScalars.map { scalar -> String in
                let isPlain =
                    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
                return isPlain ? String(scalar) : "-"
            }
            let text = kept.joined().split(separator: "-").joined(separator: "-")
            return text.isEmpty ? "analysis" : text
        }
        let earlier = slugs[..<index].count { $0 == slugs[index] }
        return earlier == 0 ? slugs[index] : "\(slugs[index])--\(earlier + 1)"
    }

    /// What an analysis finds per stage.
    func stagesTable(_ index: Int) -> Table {
        let result = results[index]
        let measure = result.plan.measure.title
        let level = NumberText.level(result.plan.level)
        return Table(
            id: "results-\(slug(index))",
            title: "\(measure) per stage of validation",
            columns: [
                .init("Stage"), .init("Studies", isNumeric: true),
                .init("Evaluations", isNumeric: true),
                .init("Sample size stated", isNumeric: true, place: .file),
                .init("Weighted mean \(measure)", isNumeric: true),
                .init("Evaluations in the mean", isNumeric: true, place: .file),
                .init("Sample size in the mean", isNumeric: true, place: .file),
                .init("Evaluations pooled", isNumeric: true, place: .file),
                .init("Pooled \(measure) [\(level) CI]", place: .page),
                .init("Pooled \(measure)", place: .file), .init("CI lower", place: .file),
                .init("CI upper", place: .file),
                .init("\(level) prediction interval", place: .page),
                .init("Prediction lower", place: .file), .init("Prediction upper", place: .file),
                .init("Heterogeneity", place: .page), .init("I squared", place: .file),
                .init("I squared lower", place: .file), .init("I squared upper", place: .file),
                .init("Tau squared", place: .file), .init("Tau squared lower", place: .file),
                .init("Tau squared upper", place: .file), .init("Q", place: .file),
                .init("Q degrees of freedom", place: .file), .init("Q p value", place: .file),
                .init("Method", place: .file), .init("Test", place: .file),
                .init("Not pooled because", place: .file), .init("Sheet"),
            ],
            rows: result.stages.map(stageRow),
            note: "Weighted mean: by sample size, over the evaluations that state one; a "
                + "description without a valid interval. Pooled on the logit scale; τ² is on that "
                + "scale.",
            emptyText: Self.noFigure(result)
        )
    }

    static func noFigure(_ result: PlannedResult) -> String {
        "No evaluation with \(result.plan.measure.article) has been extracted yet."
    }

    private func stageRow(_ stage: StageSummary) -> [Table.Cell] {
        let sizes = stage.evaluations.compactMap(\.source.row.size)
        let mean = stage.weightedMean
        let meanMarkup: Markup =
            mean.map {
                """
                \(NumberText.proportion($0.mean))<br/><small>\
                \(NumberText.counted($0.studies, "evaluation", "evaluations")), \
                n = \(NumberText.count($0.patients))</small>
                """
            } ?? "–<br/><small>no sample size stated</small>"
        let fit = stage.pooled?.fit
        let several = (fit?.studyCount ?? 0) > 1 ? fit : nil
        let spread = several?.heterogeneityInterval
        let degrees = several.map { $0.studyCount - 1 }
        return [
            .init(stage.stage.title, exact: stage.stage.rawValue),
            .init(count: stage.studyCount), .init(count: stage.evaluations.count),
            .init(count: sizes.isEmpty ? nil : sizes.reduce(0, +)),
            .init("", exact: NumberText.exact(mean?.mean), markup: meanMarkup),
            .init(count: mean?.studies ?? 0), .init(exact: mean?.patients),
            .init(count: stage.poolable.count), .init("", markup: pooledMarkup(stage)),
            .init(exact: stage.pooled?.estimate), .init(exact: stage.pooled?.interval.lower),
            .init(exact: stage.pooled?.interval.upper),
            line(NumberText.proportions(stage.pooled?.predictionInterval)),
            .init(exact: stage.pooled?.predictionInterval?.lower),
            .init(exact: stage.pooled?.predictionInterval?.upper),
            .init("", markup: heterogeneityMarkup(several)), .init(exact: several?.iSquared),
            .init(exact: spread?.iSquared.lower), .init(exact: spread?.iSquared.upper),
            .init(exact: several?.tauSquared), .init(exact: spread?.tauSquared.lower),
            .init(exact: spread?.tauSquared.upper), .init(exact: several?.cochranQ),
            .init(count: degrees), .init(exact: several?.cochranQPValue),
            .init("", exact: fit?.options.method.rawValue ?? ""),
            .init("", exact: fit?.options.test.rawValue ?? ""),
            .init(stage.whyNotPooled ?? ""),
            .init(
                SheetLines.text(stage.evaluations.map { ($0.source.file, $0.source.row.line) })
            ),
        ]
    }

    /// A cell whose text stays on one line.
    private func line(_ text: String) -> Table.Cell {
        .init(text, markup: "<span class=\"line\">\(text)</span>")
    }

    private func pooledMarkup(_ stage: StageSummary) -> Markup {
        guard let pooled = stage.pooled else {
            return "–<br/><small>\(stage.whyNotPooled ?? "")</small>"
        }
        let text: Markup = """
            <span class="line">\(NumberText.proportion(pooled.estimate)) \
            [\(NumberText.proportions(pooled.interval))]</span>
            """
        return pooled.fit.studyCount > 1
            ? text + "<br/><small>\(pooled.fit.studyCount) evaluations</small>"
            : text + "<br/><small>one evaluation: its own estimate, not a pool</small>"
    }

    private func heterogeneityMarkup(_ fit: RandomEffectsFit?) -> Markup {
        guard let fit else { return "–" }
        var iSquared = "I² \(NumberText.percent(fit.iSquared))"
        var tauSquared = "τ² \(NumberText.tauSquared(fit.tauSquared))"
        if let spread = fit.heterogeneityInterval {
            iSquared += " [\(NumberText.fixed(spread.iSquared.lower, decimals: 1)) to "
            iSquared += "\(NumberText.fixed(spread.iSquared.upper, decimals: 1))]"
            tauSquared += " [\(NumberText.tauSquared(spread.tauSquared.lower)) to "
            tauSquared += spread.upperIsSearchLimit ? "above " : ""
            tauSquared += "\(NumberText.tauSquared(spread.tauSquared.upper))]"
        }
        let test =
            "Q \(NumberText.fixed(fit.cochranQ, decimals: 2)), df \(fit.studyCount - 1), "
            + "p \(NumberText.pValue(fit.cochranQPValue))"
        return [iSquared, tauSquared, test]
            .map { "<span class=\"line\">\($0)</span>" as Markup }.joined("<br/>")
    }

    /// The change between neighbouring stages.
    func dropTable(_ index: Int) -> Table {
        let result = results[index]
        let level = NumberText.level(result.plan.level)
        return Table(
            id: "drop-\(slug(index))",
            title: "Drop of the \(result.plan.measure.title) between stages",
            columns: [
                .init("From"), .init("To"), .init("Studies", isNumeric: true),
                .init("Studies with both stages", isNumeric: true),
                .init("Drop [\(level) CI]", isNumeric: true, place: .page),
                .init("Drop", place: .file), .init("Drop lower", place: .file),
                .init("Drop upper", place: .file),
                .init("Logit difference", place: .file), .init("Standard error", place: .file),
                .init("p", isNumeric: true), .init("Sheet"),
            ],
            rows: (result.comparison?.drops ?? []).map { dropRow($0, result) },
            note: "Three-level model on the logit scale, with the study as cluster and robust "
                + "intervals; a positive drop is a loss from the earlier to the later stage.",
            emptyText: "The drop between stages is not estimated"
                + (result.whyNotCompared.map { ": \($0)" } ?? "") + "."
        )
    }

    /// The differences between the weighted means of neighbouring stages.
    func weightedDropTable(_ index: Int) -> Table {
        let result = results[index]
        func rows(of stage: EvaluationStage) -> [(String, Int)] {
            result.stages.filter { $0.stage == stage }.flatMap(\.evaluations)
                .filter { $0.source.row.size != nil }
                .map { ($0.source.file, $0.source.row.line) }
        }
        return Table(
            id: "weighted-drop-\(slug(index))",
            title: "Weighted mean \(result.plan.measure.title), earlier minus later stage",
            columns: [
                .init("From"), .init("To"), .init("Difference", isNumeric: true), .init("Sheet"),
            ],
            rows: result.weightedDrops.map { drop in
                [
                    stageCell(drop.from.rawValue), stageCell(drop.to.rawValue),
                    .init(
                        NumberText.fixed(drop.difference, decimals: 3),
                        exact: NumberText.exact(drop.difference)
                    ),
                    .init(SheetLines.text(rows(of: drop.from) + rows(of: drop.to))),
                ]
            },
            note: "A description only: the means come from different evaluations and sample sizes, "
                + "and the difference has no interval. Positive is a loss.",
            emptyText: "Fewer than two stages have a weighted mean."
        )
    }

    private func stageCell(_ name: String) -> Table.Cell {
        .init(EvaluationStage(rawValue: name)?.title ?? name, exact: name)
    }

    private func dropRow(_ drop: StageDrop, _ result: PlannedResult) -> [Table.Cell] {
        let rows = result.stages.filter { [drop.from, drop.to].contains($0.stage.rawValue) }
            .flatMap(\.poolable)
        let interval =
            "[\(NumberText.fixed(drop.aucInterval.lower, decimals: 3)) to "
            + "\(NumberText.fixed(drop.aucInterval.upper, decimals: 3))]"
        return [
            stageCell(drop.from), stageCell(drop.to), .init(count: drop.studies),
            .init(count: drop.studiesWithBoth),
            .init("\(NumberText.fixed(drop.aucDrop, decimals: 3)) \(interval)"),
            .init(exact: drop.aucDrop), .init(exact: drop.aucInterval.lower),
            .init(exact: drop.aucInterval.upper), .init(exact: drop.logitDifference),
            .init(exact: drop.standardError),
            .init(NumberText.pValue(drop.pValue), exact: NumberText.exact(drop.pValue)),
            .init(SheetLines.text(rows.map { ($0.source.file, $0.source.row.line) })),
        ]
    }
}

extension PerformanceMeasure {
    /// Name as printed.
    var title: String { self == .auc ? "AUC" : self == .dice ? "Dice score" : rawValue }

    /// Name with its article.
    var article: String {
        switch self {
        case .auc, .accuracy: "an \(title)"
        case .sensitivity, .specificity, .dice: "a \(title)"
        }
    }
}

extension EvaluationStage {
    /// Name as printed.
    var title: String {
        switch self {
        case .training: "Training"
        case .internal: "Internal validation"
        case .external: "External validation"
        case .unclear: "Unclear"
        }
    }
}
