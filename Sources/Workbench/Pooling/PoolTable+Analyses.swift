import MetaAnalysis

/// The analyses around a fit.
///
/// What cannot be computed becomes null with a warning in words.
struct PoolAnalyses {
    let studies: PoolStudies
    let options: PoolTableOptions
    private(set) var warnings: [String]

    /// Runs one analysis; its failure is a warning.
    private mutating func attempt<Part>(
        _ what: String,
        _ analysis: () throws(MetaAnalysisError) -> Part
    ) -> Nullable<Part> {
        do throws(MetaAnalysisError) {
            return Nullable(try analysis())
        } catch {
            warnings.append("\(what): not available, \(error).")
            return Nullable(nil)
        }
    }

    mutating func sensitivity(
        fit: RandomEffectsFit,
        design: DesignMatrix
    ) -> (
        leaveOneOut: Nullable<LeaveOneOutSection>, cumulative: Nullable<CumulativeSection>,
        influence: Nullable<InfluenceSection>, blup: Nullable<ShrunkenSection>
    ) {
        let (names, estimates) = (studies.names, studies.estimates)
        let (variances, pooling) = (studies.variances, options.pooling)
        if !design.isInterceptOnly {
            warnings.append(
                "Small-study effects, leave-one-out and cumulative results are those of the model "
                    + "without moderators."
            )
        }
        let leaveOneOut = attempt("Leave-one-out") { () throws(MetaAnalysisError) in
            let fits = try Sensitivity.leaveOneOut(
                estimates: estimates,
                samplingVariances: variances,
                options: pooling
            )
            return LeaveOneOutSection(names: names, fits: fits)
        }
        let cumulative = attempt("Cumulative analysis") { () throws(MetaAnalysisError) in
            let fits = try Sensitivity.cumulative(
                estimates: estimates,
                samplingVariances: variances,
                options: pooling
            )
            return CumulativeSection(
                study: names,
                estimate: Figure.list(fits.map(\.estimate)),
                se: Figure.list(fits.map(\.standardError)),
                tau2: Figure.list(fits.map(\.tauSquared))
            )
        }
        let influence = attempt("Influence") { () throws(MetaAnalysisError) in
            InfluenceSection(
                try Sensitivity.influence(
                    estimates: estimates,
                    samplingVariances: variances,
                    design: design,
                    options: pooling
                )
            )
        }
        let blup = attempt("BLUP") { () throws(MetaAnalysisError) in
            let shrunken = try Sensitivity.shrunkenEstimates(
                of: fit,
                estimates: estimates,
                samplingVariances: variances,
                design: design
            )
            return ShrunkenSection(
                estimate: Figure.list(shrunken.map(\.estimate)),
                se: Figure.list(shrunken.map(\.standardError))
            )
        }
        return (leaveOneOut, cumulative, influence, blup)
    }

    mutating func smallStudyEffects() -> SmallStudySection {
        let (estimates, variances) = (studies.estimates, studies.variances)
        let pooling = options.pooling
        let egger = attempt("Egger's test") { () throws(MetaAnalysisError) in
            let test = try SmallStudyEffects.egger(
                estimates: estimates,
                samplingVariances: variances
            )
            return SmallStudySection.Egger(
                statistic: Figure(finite: test.statistic),
                df: Figure(finite: test.degreesOfFreedom ?? .nan),
                pValue: Figure(finite: test.pValue)
            )
        }
        let mixed = attempt("Egger's test (mixed-effects)") { () throws(MetaAnalysisError) in
            let test = try SmallStudyEffects.eggerMixed(
                estimates: estimates,
                samplingVariances: variances,
                options: pooling
            )
            return SmallStudySection.EggerMixed(
                statistic: Figure(finite: test.statistic),
                pValue: Figure(finite: test.pValue),
                limitEstimate: Figure(finite: test.limitEstimate),
                limitLower: Figure(finite: test.limitInterval.lower),
                limitUpper: Figure(finite: test.limitInterval.upper)
            )
        }
        let rank = attempt("Rank test") { () throws(MetaAnalysisError) in
            let test = try SmallStudyEffects.rankTest(
                estimates: estimates,
                samplingVariances: variances
            )
            return SmallStudySection.Rank(
                tau: Figure(finite: test.tau),
                pValue: Figure(finite: test.pValue)
            )
        }
        let failSafe = failSafeN()
        if studies.pooled.count < 10 {
            warnings.append(
                "Fewer than 10 studies: tests for small-study effects have little power."
            )
        }
        return SmallStudySection(
            egger: egger,
            eggerMixed: mixed,
            rank: rank,
            trimfillL0: filled(.linear),
            trimfillR0: filled(.run),
            failSafeN: failSafe
        )
    }

    private mutating func failSafeN() -> Nullable<SmallStudySection.FailSafe> {
        let (estimates, variances) = (studies.estimates, studies.variances)
        return attempt("Fail-safe N") { () throws(MetaAnalysisError) in
            let count = try SmallStudyEffects.failSafeN(
                estimates: estimates,
                samplingVariances: variances
            )
            return SmallStudySection.FailSafe(rosenthal: Figure(finite: count))
        }
    }

    private mutating func filled(
        _ estimator: TrimAndFillEstimator
    ) -> Nullable<SmallStudySection.Filled> {
        let (estimates, variances) = (studies.estimates, studies.variances)
        let pooling = options.pooling
        return attempt("Trim and fill (\(estimator.rawValue))") { () throws(MetaAnalysisError) in
            let result = try TrimAndFill(
                estimates: estimates,
                samplingVariances: variances,
                estimator: estimator,
                options: pooling
            )
            return SmallStudySection.Filled(
                k0: result.missing,
                side: result.side.rawValue,
                estimate: Figure(finite: result.fit.estimate),
                ciLower: Figure(finite: result.fit.interval.lower),
                ciUpper: Figure(finite: result.fit.interval.upper),
                tau2: Figure(finite: result.fit.tauSquared)
            )
        }
    }

    mutating func subgroups() -> Nullable<SubgroupSection> {
        guard let column = options.subgroup else { return Nullable(nil) }
        let members = studies.pooled.filter { $0.row.subgroup != nil }
        let without = studies.pooled.filter { $0.row.subgroup == nil }.map(\.row.study)
        if !without.isEmpty {
            warnings.append(
                "Left out of the subgroups, because '\(column)' is empty: "
                    + without.joined(separator: ", ") + "."
            )
        }
        let pooling = options.pooling
        var remark: String?
        let section = attempt("Subgroups by '\(column)'") { () throws(MetaAnalysisError) in
            let analysis = try SubgroupAnalysis(
                estimates: members.map(\.estimate.value),
                samplingVariances: members.map(\.estimate.samplingVariance),
                groups: members.compactMap(\.row.subgroup),
                options: pooling
            )
            remark = analysis.remark
            return SubgroupSection(analysis)
        }
        if let remark { warnings.append(remark) }
        return section
    }

    /// Levels and drops of the stages, studies (or the clusters named) being the clusters.
    mutating func stages() -> StageSection? {
        guard let column = options.stage else { return nil }
        let members = studies.pooled
        let level = options.pooling.confidenceLevel
        warnings.append(
            "'fit' and all that builds on it pool every stage together; read 'stages' for each."
        )
        var remarks: [String] = []
        let section = attempt("Stages by '\(column)'") { () throws(MetaAnalysisError) in
            let comparison = try StageComparison(
                estimates: members.map { member in
                    StageEstimate(
                        study: member.row.cluster ?? member.row.study,
                        stage: member.row.stage ?? 0,
                        logit: member.estimate.value,
                        samplingVariance: member.estimate.samplingVariance,
                        patients: member.row.numbers["n"]
                    )
                },
                stageNames: StageSection.names,
                confidenceLevel: level
            )
            remarks = comparison.remarks
            return StageSection(comparison)
        }
        warnings += remarks
        return section.value
    }

    mutating func multilevel(
        design: DesignMatrix,
        fit: RandomEffectsFit
    ) -> Nullable<MultilevelSection> {
        guard let column = options.cluster else { return Nullable(nil) }
        let clusters = studies.pooled.compactMap(\.row.cluster)
        let (estimates, variances) = (studies.estimates, studies.variances)
        let level = options.pooling.confidenceLevel
        let section = attempt("Three-level model by '\(column)'") {
            () throws(MetaAnalysisError) in
            MultilevelSection(
                try ThreeLevelFit(
                    estimates: estimates,
                    samplingVariances: variances,
                    clusters: clusters,
                    design: design,
                    confidenceLevel: level
                )
            )
        }
        if Set(clusters).count < clusters.count {
            warnings.append(
                "Several estimates share a cluster: 'fit' and all that builds on it treat them as "
                    + "independent; read the three-level model."
            )
        }
        if let found = section.value, found.robustCR1.value == nil {
            warnings.append(
                "No robust standard errors: too few clusters (\(found.clusters)), or estimates that agree."
            )
        }
        return section
    }
}

extension LeaveOneOutSection {
    init(names: [String], fits: [RandomEffectsFit]) {
        self.init(
            study: names,
            estimate: Figure.list(fits.map(\.estimate)),
            se: Figure.list(fits.map(\.standardError)),
            ciLower: Figure.list(fits.map(\.interval.lower)),
            ciUpper: Figure.list(fits.map(\.interval.upper)),
            tau2: Figure.list(fits.map(\.tauSquared)),
            i2: Figure.list(fits.map(\.iSquared)),
            q: Figure.list(fits.map(\.cochranQ))
        )
    }
}

extension InfluenceSection {
    init(_ influence: [StudyInfluence]) {
        self.init(
            rstudent: Figure.list(influence.map(\.rStudent)),
            dffits: Figure.list(influence.map(\.dfFits)),
            cookD: Figure.list(influence.map(\.cookDistance)),
            covRatio: Figure.list(influence.map(\.covarianceRatio)),
            hat: Figure.list(influence.map(\.leverage)),
            weight: Figure.list(influence.map(\.weight)),
            tau2Deleted: Figure.list(influence.map(\.tauSquaredWithout)),
            qDeleted: Figure.list(influence.map(\.cochranQWithout))
        )
    }
}
