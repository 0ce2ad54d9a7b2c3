import Foundation

extension PoolResult {
    /// The result as a table for reading.
    ///
    /// - Parameter level: level of the intervals, for the heading.
    /// - Returns: several lines, ending with a line break.
    public func text(level: Double = 0.95) -> String {
        let percent = Self.plain(100 * level)
        var lines = ["Measure \(measure), pooled on the \(scale) scale, k = \(k)", ""]
        if !studies.isEmpty { lines += studyTable(percent) + [""] }
        if !notPoolable.isEmpty {
            lines.append("Not poolable")
            lines += notPoolable.map {
                "  \($0.study): missing \($0.missing.joined(separator: ", "))"
            }
            lines.append("")
        }
        if let model = fit.value { lines += modelLines(model, percent) + [""] }
        if let found = subgroups.value { lines += subgroupLines(found) + [""] }
        if let found = multilevel.value { lines += multilevelLines(found) + [""] }
        if let found = stages { lines += stageLines(found, percent) + [""] }
        if let found = smallStudyEffects.value { lines += smallStudyLines(found) + [""] }
        if !warnings.isEmpty {
            lines.append("Warnings")
            lines += warnings.map { "  - \($0)" }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func studyTable(_ percent: String) -> [String] {
        var rows = [["Study", "Estimate", "[\(percent) % CI]", "Weight", "Source of variance"]]
        for study in studies {
            rows.append([
                study.study, Self.number(study.estimate),
                "[\(Self.number(study.ciLower)), \(Self.number(study.ciUpper))]",
                Self.number(study.weight, digits: 1) + " %", study.source,
            ])
        }
        return Self.table(rows, leftAligned: [0, 4])
    }

    private func modelLines(_ model: FitSection, _ percent: String) -> [String] {
        var lines = ["Model \(model.method), test \(model.test)"]
        if let pooled = backTransformed.value {
            lines.append(
                "  Pooled value          \(Self.number(pooled.estimate, digits: 5)) "
                    + "[\(Self.number(pooled.ciLower, digits: 5)), "
                    + "\(Self.number(pooled.ciUpper, digits: 5))] "
                    + "(\(percent) % CI)"
            )
            if pooled.piLower.value != nil {
                lines.append(
                    "  Prediction interval   "
                        + "[\(Self.number(pooled.piLower, digits: 5)), "
                        + "\(Self.number(pooled.piUpper, digits: 5))]"
                        + (model.predictionDistribution == "higgins" ? " (t on k − 2)" : "")
                )
            }
        }
        var rows = [["  Coefficient", "Value", "SE", "Statistic", "p", "[\(percent) % CI]"]]
        for index in model.names.indices {
            rows.append([
                "  " + model.names[index], Self.number(model.coefficients[index], digits: 4),
                Self.number(model.standardErrors[index], digits: 4),
                Self.number(model.statistics[index], digits: 2),
                Self.probability(model.pValues[index]),
                "[\(Self.number(model.ciLower[index], digits: 4)), "
                    + "\(Self.number(model.ciUpper[index], digits: 4))]",
            ])
        }
        lines += Self.table(rows, leftAligned: [0])
        lines.append(
            "  τ² \(Self.number(model.tau2, digits: 4))"
                + Self.range(
                    model.tau2CI,
                    digits: 4,
                    openAbove: model.tau2UpperIsSearchLimit
                )
                + "   I² \(Self.number(model.i2, digits: 1)) %"
                + Self.range(model.i2CI, digits: 1, openAbove: model.tau2UpperIsSearchLimit)
                + "   H² \(Self.number(model.h2, digits: 2))"
        )
        lines.append(
            "  Q \(Self.number(model.q, digits: 2)) on \(model.k - model.p) df, "
                + "p \(Self.probability(model.qPValue))   "
                + "log-likelihood \(Self.number(model.logLik, digits: 2))"
        )
        if model.p > 1 {
            lines.append(
                "  Moderators: \(model.test == "z" ? "χ²" : "F") \(Self.number(model.qm, digits: 2)), "
                    + "p \(Self.probability(model.qmPValue)), "
                    + "R² \(Self.number(model.r2, digits: 1)) %"
            )
        }
        return lines
    }

    private func subgroupLines(_ section: SubgroupSection) -> [String] {
        var rows = [["Subgroup", "k", "Value", "SE", "τ²", "I²"]]
        for (name, group) in section.separateTau2.groups.sorted(by: { $0.key < $1.key }) {
            rows.append([
                name, "\(group.k)", Self.number(group.estimate, digits: 4),
                Self.number(group.se, digits: 4), Self.number(group.tau2, digits: 4),
                Self.number(group.i2, digits: 1) + " %",
            ])
        }
        var lines = Self.table(rows, leftAligned: [0])
        let separate = section.separateTau2
        lines.append(
            "  Between groups, separate τ²: Q \(Self.number(separate.qBetween, digits: 2)) on "
                + "\(separate.df) df, p \(Self.probability(separate.p))"
        )
        if let common = section.commonTau2.value {
            lines.append(
                "  Between groups, common τ²: \(Self.number(common.qm, digits: 2)), "
                    + "p \(Self.probability(common.p))"
            )
        }
        return lines
    }

    private func multilevelLines(_ section: MultilevelSection) -> [String] {
        var lines = [
            "Three-level model, \(section.clusters) clusters: σ² between "
                + "\(Self.number(section.sigma2[0], digits: 4)), within "
                + "\(Self.number(section.sigma2[1], digits: 4))"
        ]
        for coefficient in section.coefficients {
            var line =
                "  \(coefficient.name) \(Self.number(coefficient.estimate, digits: 4)) "
                + "[\(Self.number(coefficient.ciLower, digits: 4)), "
                + "\(Self.number(coefficient.ciUpper, digits: 4))]"
            if let robust = coefficient.robustCR2.value ?? coefficient.robustCR1.value {
                line +=
                    "   robust (\(coefficient.robustCR2.value == nil ? "CR1" : "CR2"), "
                    + "\(Self.number(robust.df, digits: 1)) df) [\(Self.number(robust.ciLower, digits: 4)), "
                    + "\(Self.number(robust.ciUpper, digits: 4))], p \(Self.probability(robust.p))"
            }
            lines.append(line)
        }
        return lines
    }

    private func stageLines(_ section: StageSection, _ percent: String) -> [String] {
        var rows = [
            [
                "Stage", "Estimates", "Studies", "Patients", "AUC", "[\(percent) % CI]",
                "Weighted mean",
            ]
        ]
        for level in section.levels {
            rows.append([
                level.stage, "\(level.estimates)", "\(level.studies)",
                Self.number(level.patients, digits: 0), Self.number(level.auc),
                "[\(Self.number(level.ciLower)), \(Self.number(level.ciUpper))]",
                Self.number(level.weightedMean),
            ])
        }
        var lines = Self.table(rows, leftAligned: [0])
        for drop in section.drops {
            lines.append(
                "  From \(drop.from) to \(drop.to): AUC falls by \(Self.number(drop.aucDrop)) "
                    + "[\(Self.number(drop.ciLower)), \(Self.number(drop.ciUpper))], "
                    + "p \(Self.probability(drop.pValue)) (CR2, \(Self.number(drop.df, digits: 1)) df; "
                    + "\(drop.studiesWithBoth) of \(drop.studies) studies report both)"
            )
        }
        return lines
    }

    private func smallStudyLines(_ section: SmallStudySection) -> [String] {
        var lines = ["Small-study effects"]
        if let egger = section.egger.value {
            lines.append(
                "  Egger's test         t \(Self.number(egger.statistic, digits: 2)), "
                    + "p \(Self.probability(egger.pValue))"
            )
        }
        if let mixed = section.eggerMixed.value {
            lines.append(
                "  Egger, mixed model   \(Self.number(mixed.statistic, digits: 2)), "
                    + "p \(Self.probability(mixed.pValue))"
            )
        }
        if let rank = section.rank.value {
            lines.append(
                "  Rank test            τ \(Self.number(rank.tau, digits: 3)), "
                    + "p \(Self.probability(rank.pValue))"
            )
        }
        for (name, part) in [("L0", section.trimfillL0), ("R0", section.trimfillR0)] {
            guard let filled = part.value else { continue }
            lines.append(
                "  Trim and fill (\(name))   \(filled.k0) missing on the \(filled.side), then "
                    + "\(Self.number(filled.estimate, digits: 4)) "
                    + "[\(Self.number(filled.ciLower, digits: 4)), "
                    + "\(Self.number(filled.ciUpper, digits: 4))]"
            )
        }
        if let safe = section.failSafeN.value {
            lines.append("  Fail-safe N          \(Self.number(safe.rosenthal, digits: 0))")
        }
        return lines
    }
}

extension PoolResult {
    /// A number with fixed digits, or a dash.
    public static func number(_ figure: Figure, digits: Int = 3) -> String {
        guard let value = figure.value else { return "–" }
        let magnitude = abs(value)
        if magnitude != 0, magnitude < 0.5 * pow(10, -Double(digits)) || magnitude >= 1e7 {
            return String(format: "%.3g", value)
        }
        return String(format: "%.\(digits)f", value)
    }

    /// A p value in the usual form.
    public static func probability(_ figure: Figure) -> String {
        guard let value = figure.value else { return "–" }
        return value < 0.0001 ? "< 0.0001" : String(format: "%.4f", value)
    }

    static func plain(_ value: Double) -> String { String(format: "%g", value) }

    private static func range(
        _ ends: Nullable<[Figure]>,
        digits: Int,
        openAbove: Bool
    ) -> String {
        guard let ends = ends.value, ends.count == 2 else { return "" }
        let upper = (openAbove ? "> " : "") + number(ends[1], digits: digits)
        return " [\(number(ends[0], digits: digits)), \(upper)]"
    }

    /// Columns padded to their widest cell.
    static func table(_ rows: [[String]], leftAligned: Set<Int>) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                if column == count - 1, leftAligned.contains(column) { return cell }
                return leftAligned.contains(column) ? cell + padding : padding + cell
            }.joined(separator: "  ")
        }
    }
}
