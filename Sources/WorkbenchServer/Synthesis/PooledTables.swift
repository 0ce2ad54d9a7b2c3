import Reporting
import Workbench

/// The tables that look behind a pooled value.
enum PooledTables {
    /// All tables that the result has.
    static func all(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        let parts: [(Phrase, Markup)] = [
            (.stagesCompared, stages(pooled, frame)), (.subgroups, subgroups(pooled, frame)),
            (.smallStudyEffects, smallStudies(pooled, frame)),
            (.leaveOneOut, leaveOneOut(pooled, frame)), (.influenceTable, influence(pooled, frame)),
        ]
        let shown = parts.filter { !$0.1.isEmpty }.map { phrase, content -> Markup in
            "<details><summary>\(frame.text(phrase))</summary>\n\(content)</details>\n"
        }
        return SynthesisResult.missing(pooled.notPoolable, frame) + shown.joined("")
    }

    private static func text(_ figure: Figure, _ digits: Int = 3) -> Markup {
        "\(SynthesisResult.text(figure, digits))"
    }

    private static func interval(
        _ lower: Figure,
        _ upper: Figure,
        _ pooled: PoolResult
    ) -> Markup {
        SynthesisResult.range(pooled.onMeasureScale(lower), pooled.onMeasureScale(upper))
    }

    private static func stages(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let stages = pooled.stages else { return "" }
        let levels = table(
            frame.text(.stagesCompared),
            [
                frame.text(.stageOfValidation), frame.text(.pooledEstimates),
                frame.text(.studiesColumn),
                "AUC", frame.text(.intervalColumn), frame.text(.weightedMean),
            ],
            stages.levels.map { level in
                [
                    "\(level.stage)", "\(level.estimates)", "\(level.studies)", text(level.auc),
                    SynthesisResult.range(level.ciLower, level.ciUpper),
                    text(level.weightedMean),
                ]
            },
            numeric: [1, 2, 3, 5]
        )
        let drops = table(
            frame.text(.changeBetweenStages),
            [
                frame.text(.stageChange), frame.text(.lossOfAUC), frame.text(.intervalColumn), "p",
                frame.text(.studiesWithBoth),
            ],
            stages.drops.map { drop in
                [
                    "\(drop.from) → \(drop.to)", text(drop.aucDrop),
                    SynthesisResult.range(drop.ciLower, drop.ciUpper),
                    "\(PoolResult.probability(drop.pValue))", "\(drop.studiesWithBoth)",
                ]
            },
            numeric: [1, 3, 4]
        )
        return levels + drops
    }

    private static func subgroups(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let section = pooled.subgroups.value else { return "" }
        let groups = section.separateTau2.groups.sorted { $0.key < $1.key }
        let rows = groups.map { name, group -> [Markup] in
            [
                "\(name)", "\(group.k)", text(pooled.onMeasureScale(group.estimate)),
                interval(group.ciLower, group.ciUpper, pooled), text(group.tau2, 4),
                text(group.i2, 1),
            ]
        }
        return table(
            frame.text(.subgroups),
            [
                frame.text(.stageOfValidation), frame.text(.pooledEstimates),
                frame.text(.pooledValue), frame.text(.intervalColumn), "τ²", "I² %",
            ],
            rows,
            numeric: [1, 2, 4, 5]
        ) + """
            <p>\(frame.text(.differenceBetweenGroups)): Q = \(text(section.separateTau2.qBetween, 2)), \
            df = \(section.separateTau2.df), p \
            \(SynthesisResult.probability(section.separateTau2.p))</p>

            """
    }

    private static func smallStudies(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let section = pooled.smallStudyEffects.value else { return "" }
        var rows: [[Markup]] = []
        if let egger = section.egger.value {
            rows.append([
                "\(frame.text(.eggerTest))", "t = \(text(egger.statistic))",
                "\(PoolResult.probability(egger.pValue))",
            ])
        }
        if let mixed = section.eggerMixed.value {
            rows.append([
                "\(frame.text(.eggerMixedTest))", "\(text(mixed.statistic))",
                "\(PoolResult.probability(mixed.pValue))",
            ])
        }
        if let rank = section.rank.value {
            rows.append([
                "\(frame.text(.rankTest))", "τ = \(text(rank.tau))",
                "\(PoolResult.probability(rank.pValue))",
            ])
        }
        for (name, filled) in [("L0", section.trimfillL0), ("R0", section.trimfillR0)] {
            guard let filled = filled.value else { continue }
            rows.append([
                "\(frame.text(.trimAndFill)) (\(name))",
                """
                \(filled.k0) \(frame.text(.filledIn)): \(text(pooled.onMeasureScale(filled.estimate))) \
                [\(interval(filled.ciLower, filled.ciUpper, pooled))]
                """, "–",
            ])
        }
        if let safe = section.failSafeN.value {
            rows.append(["\(frame.text(.failSafeN))", text(safe.rosenthal, 0), "–"])
        }
        guard !rows.isEmpty else { return "" }
        return table(
            frame.text(.smallStudyEffects),
            [frame.text(.testColumn), frame.text(.statisticColumn), "p"],
            rows,
            numeric: [2]
        )
    }

    private static func leaveOneOut(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let section = pooled.leaveOneOut.value else { return "" }
        return table(
            frame.text(.leaveOneOut),
            [
                frame.text(.withoutEstimate), frame.text(.pooledValue), frame.text(.intervalColumn),
                "τ²", "I² %",
            ],
            section.study.indices.map { index in
                [
                    "\(section.study[index])",
                    text(pooled.onMeasureScale(section.estimate[index])),
                    interval(section.ciLower[index], section.ciUpper[index], pooled),
                    text(section.tau2[index], 4), text(section.i2[index], 1),
                ]
            },
            numeric: [1, 3, 4]
        )
    }

    private static func influence(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let section = pooled.influence.value else { return "" }
        let names = pooled.studies.map(\.study)
        guard names.count == section.cookD.count else { return "" }
        return table(
            frame.text(.influenceTable),
            [
                frame.text(.estimateColumn), "rstudent", "DFFITS", "Cook D", "cov.r", "hat",
                frame.text(.weightPercent),
            ],
            names.indices.map { index in
                [
                    "\(names[index])", text(section.rstudent[index]), text(section.dffits[index]),
                    text(section.cookD[index]), text(section.covRatio[index]),
                    text(section.hat[index]), text(section.weight[index], 1),
                ]
            },
            numeric: [1, 2, 3, 4, 5, 6]
        )
    }
}
