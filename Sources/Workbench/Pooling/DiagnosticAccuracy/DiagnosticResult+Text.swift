import Foundation

extension DiagnosticResult {
    /// The result as a table for reading.
    ///
    /// - Parameter level: level of the intervals, for the headings.
    /// - Returns: several lines, ending with a line break.
    public func text(level: Double = 0.95) -> String {
        let percent = PoolResult.plain(100 * level)
        var lines = ["Diagnostic accuracy, k = \(k)", ""]
        if !studies.isEmpty { lines += studyTable(percent) + [""] }
        if !notPoolable.isEmpty {
            lines.append("Not poolable")
            lines += notPoolable.map {
                "  \($0.study): missing \($0.missing.joined(separator: ", "))"
            }
            lines.append("")
        }
        if let found = summary.value { lines += summaryLines(found, percent) + [""] }
        if let found = sroc.value { lines += curveLines(found) + [""] }
        lines += comparisonLines() + [""]
        if let test = smallStudyEffects.deeks.value {
            lines.append(
                "Deeks' test of funnel asymmetry   t \(PoolResult.number(test.statistic, digits: 2)) on "
                    + "\(PoolResult.number(test.df, digits: 0)) df, "
                    + "p \(PoolResult.probability(test.pValue))"
            )
            lines.append("")
        }
        if let found = subgroups.value { lines += subgroupLines(found, percent) + [""] }
        if !warnings.isEmpty {
            lines.append("Warnings")
            lines += warnings.map { "  - \($0)" }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func studyTable(_ percent: String) -> [String] {
        var rows = [
            [
                "Study", "TP", "FP", "FN", "TN", "Sensitivity", "[\(percent) % CI]", "Specificity",
                "[\(percent) % CI]",
            ]
        ]
        for study in studies {
            rows.append(
                [study.study] + [study.tp, study.fp, study.fn, study.tn].map(PoolResult.plain)
                    + [
                        PoolResult.number(study.sensitivity), Self.range(study.sensitivityCI),
                        PoolResult.number(study.specificity), Self.range(study.specificityCI),
                    ]
            )
        }
        return PoolResult.table(rows, leftAligned: [0])
    }

    private func summaryLines(_ found: DiagnosticSummary, _ percent: String) -> [String] {
        let rows: [(String, Figure, [Figure], Int)] = [
            ("Sensitivity", found.sensitivity, found.sensitivityCI, 4),
            ("Specificity", found.specificity, found.specificityCI, 4),
            ("Positive likelihood ratio", found.posLR, found.posLRCI, 3),
            ("Negative likelihood ratio", found.negLR, found.negLRCI, 4),
            ("Diagnostic odds ratio", found.dor, found.dorCI, 2),
        ]
        var lines = ["Summary, \(found.model) (\(percent) % CI)"]
        lines += PoolResult.table(
            rows.map {
                [
                    "  " + $0.0, PoolResult.number($0.1, digits: $0.3),
                    Self.range($0.2, digits: $0.3),
                ]
            },
            leftAligned: [0, 2]
        )
        let revman = found.revman
        lines.append(
            "  Between studies: variance of logit sensitivity "
                + "\(PoolResult.number(revman.varianceSensitivity, digits: 4)), of logit specificity "
                + "\(PoolResult.number(revman.varianceSpecificity, digits: 4)), correlation "
                + PoolResult.number(revman.correlation, digits: 3)
        )
        if let model = found.hsroc.value {
            lines.append(
                "  HSROC: Θ \(PoolResult.number(model.theta)), Λ \(PoolResult.number(model.lambda)), "
                    + "β \(PoolResult.number(model.beta)), "
                    + "σ²θ \(PoolResult.number(model.sigma2theta)), "
                    + "σ²α \(PoolResult.number(model.sigma2alpha))"
            )
        }
        return lines
    }

    private func curveLines(_ found: CurveSection) -> [String] {
        guard found.auc.value != nil else { return ["No summary ROC curve: see the warnings."] }
        return [
            "Summary ROC curve: AUC \(PoolResult.number(found.auc, digits: 4)); mean sensitivity "
                + "\(PoolResult.number(found.partialAuc, digits: 4)) over the observed false positive "
                + "rates \(Self.range(found.observedRange, digits: 3))"
        ]
    }

    private func comparisonLines() -> [String] {
        var rows = [
            ["For comparison", "Sensitivity", "Specificity", "Correlation", "Log-lik.", "AUC"]
        ]
        if let model = bivariate.glmmBinomialNormal.value {
            rows.append([
                "  Binomial–normal", Self.share(model.logitSensitivity),
                Self.share(model.logitSpecificity), PoolResult.number(model.correlation),
                PoolResult.number(model.logLik, digits: 2),
                PoolResult.number(sroc.value?.auc ?? Figure(nil)),
            ])
        }
        for (name, part) in [("  Linear, REML", bivariate.reml), ("  Linear, ML", bivariate.ml)] {
            guard let model = part.value else { continue }
            let specificity = Figure(model.logitFalsePositiveRate.value.map { -$0 })
            let spread = [model.psi[0], model.psi[3]].compactMap(\.value).reduce(1, *).squareRoot()
            let correlation = Figure(finite: -(model.psi[1].value ?? .nan) / spread)
            rows.append([
                name, Self.share(model.logitSensitivity), Self.share(specificity),
                PoolResult.number(correlation), PoolResult.number(model.logLik, digits: 2),
                PoolResult.number(model.auc) + " (mada's rule)",
            ])
        }
        return PoolResult.table(rows, leftAligned: [0, 5])
    }

    private func subgroupLines(
        _ section: DiagnosticSubgroupSection,
        _ percent: String
    ) -> [String] {
        var rows = [["Subgroup", "k", "Sensitivity", "", "Specificity", "", "AUC"]]
        for (name, group) in section.groups.sorted(by: { $0.key < $1.key }) {
            let none = Figure(nil)
            rows.append([
                name, "\(group.k)", PoolResult.number(group.summary.value?.sensitivity ?? none),
                Self.range(group.summary.value?.sensitivityCI ?? []),
                PoolResult.number(group.summary.value?.specificity ?? none),
                Self.range(group.summary.value?.specificityCI ?? []),
                PoolResult.number(group.sroc.value?.auc ?? none),
            ])
        }
        var lines = PoolResult.table(rows, leftAligned: [0])
        if let test = section.comparison.value {
            lines.append(
                "  Any difference between groups: χ² \(PoolResult.number(test.statistic, digits: 2)) on "
                    + "\(test.df) df, p \(PoolResult.probability(test.pValue))"
            )
        } else {
            lines.append(
                "  No test between groups: not every model could be fitted with a correlation."
            )
        }
        for (name, group) in section.groups.sorted(by: { $0.key < $1.key }) {
            lines += group.warnings.map { "  \(name): \($0)" }
        }
        return lines
    }

    private static func range(_ ends: [Figure], digits: Int = 3) -> String {
        guard ends.count == 2 else { return "–" }
        let shown = ends.map { PoolResult.number($0, digits: digits) }
        return "[\(shown[0]), \(shown[1])]"
    }

    /// A proportion from its logit.
    private static func share(_ logit: Figure) -> String {
        guard let value = logit.value else { return "–" }
        return PoolResult.number(Figure(1 / (1 + exp(-value))), digits: 4)
    }
}
