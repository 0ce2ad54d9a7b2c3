import MetaAnalysis

/// Comparison of subgroups.
public struct SubgroupSection: Codable, Sendable, Equatable {
    /// One subgroup with its own τ².
    public struct Group: Codable, Sendable, Equatable {
        /// Number of studies.
        public let k: Int
        /// Pooled value.
        public let estimate: Figure
        /// Standard error.
        public let se: Figure
        /// Lower limit.
        public let ciLower: Figure
        /// Upper limit.
        public let ciUpper: Figure
        /// τ².
        public let tau2: Figure
        /// Cochran's Q.
        public let q: Figure
        /// I² in percent.
        public let i2: Figure

        init(_ fit: RandomEffectsFit) {
            k = fit.studyCount
            estimate = Figure(finite: fit.estimate)
            se = Figure(finite: fit.standardError)
            ciLower = Figure(finite: fit.interval.lower)
            ciUpper = Figure(finite: fit.interval.upper)
            tau2 = Figure(finite: fit.tauSquared)
            q = Figure(finite: fit.cochranQ)
            i2 = Figure(finite: fit.iSquared)
        }
    }

    /// Groups with a τ² each.
    public struct Separate: Codable, Sendable, Equatable {
        /// Groups by name.
        public let groups: [String: Group]
        /// Q between groups.
        public let qBetween: Figure
        /// Degrees of freedom.
        public let df: Int
        /// p value.
        public let p: Figure
    }

    /// Meta-regression with one τ².
    public struct Common: Codable, Sendable, Equatable {
        /// Omnibus test of the groups.
        public let qm: Figure
        /// p value.
        public let p: Figure
        /// τ².
        public let tau2: Figure
        /// First group, then differences from it.
        public let coefficients: [Figure]
        /// Names of the coefficients.
        public let names: [String]
    }

    /// Groups with a τ² each.
    public let separateTau2: Separate
    /// One τ² for all groups; null if it cannot be fitted.
    public let commonTau2: Nullable<Common>

    init(_ analysis: SubgroupAnalysis) {
        var groups: [String: Group] = [:]
        for group in analysis.groups { groups[group.name] = Group(group.fit) }
        separateTau2 = Separate(
            groups: groups,
            qBetween: Figure(finite: analysis.betweenQ),
            df: analysis.betweenDegreesOfFreedom,
            p: Figure(finite: analysis.betweenPValue)
        )
        commonTau2 = Nullable(
            analysis.commonTauSquared.map { fit in
                Common(
                    qm: Figure(finite: fit.omnibusStatistic),
                    p: Figure(finite: fit.omnibusPValue),
                    tau2: Figure(finite: fit.tauSquared),
                    coefficients: Figure.list(fit.coefficients),
                    names: fit.names
                )
            }
        )
    }
}

/// The three-level model; single values are those of the first coefficient.
public struct MultilevelSection: Codable, Sendable, Equatable {
    /// Cluster-robust inference of one coefficient.
    public struct Robust: Codable, Sendable, Equatable {
        /// Standard error.
        public let se: Figure
        /// t statistic.
        public let t: Figure
        /// Degrees of freedom.
        public let df: Figure
        /// p value.
        public let p: Figure
        /// Lower limit.
        public let ciLower: Figure
        /// Upper limit.
        public let ciUpper: Figure

        init(_ robust: RobustInference, at index: Int) {
            se = Figure(finite: robust.standardErrors[index])
            t = Figure(finite: robust.statistics[index])
            df = Figure(finite: robust.degreesOfFreedom[index])
            p = Figure(finite: robust.pValues[index])
            ciLower = Figure(finite: robust.intervals[index].lower)
            ciUpper = Figure(finite: robust.intervals[index].upper)
        }
    }

    /// One coefficient.
    public struct Coefficient: Codable, Sendable, Equatable {
        /// Name.
        public let name: String
        /// Value on the analysis scale.
        public let estimate: Figure
        /// Model-based standard error.
        public let se: Figure
        /// Lower limit, normal theory.
        public let ciLower: Figure
        /// Upper limit, normal theory.
        public let ciUpper: Figure
        /// Cluster-robust inference.
        public let robustCR1: Nullable<Robust>
        /// Bias-reduced, with Satterthwaite's degrees of freedom.
        public let robustCR2: Nullable<Robust>
    }

    /// First coefficient.
    public let estimate: Figure
    /// Its model-based standard error.
    public let se: Figure
    /// Variance between and within clusters.
    public let sigma2: [Figure]
    /// Restricted log-likelihood.
    public let logLik: Figure
    /// Lower limit, normal theory.
    public let ciLower: Figure
    /// Upper limit, normal theory.
    public let ciUpper: Figure
    /// Cochran's Q.
    public let q: Figure
    /// Cluster-robust inference.
    public let robustCR1: Nullable<Robust>
    /// Bias-reduced, with Satterthwaite's degrees of freedom.
    public let robustCR2: Nullable<Robust>
    /// Whether the variances converged; a fit that does not is refused.
    public let converged: Bool
    /// Newton steps.
    public let iterations: Int
    /// Largest derivative of the log-likelihood at the end.
    public let gradient: Figure
    /// Number of clusters.
    public let clusters: Int
    /// Every coefficient.
    public let coefficients: [Coefficient]

    init(_ fit: ThreeLevelFit) {
        let all = fit.coefficients.indices.map { index in
            Coefficient(
                name: fit.names[index],
                estimate: Figure(finite: fit.coefficients[index]),
                se: Figure(finite: fit.standardErrors[index]),
                ciLower: Figure(finite: fit.intervals[index].lower),
                ciUpper: Figure(finite: fit.intervals[index].upper),
                robustCR1: Nullable(fit.robust.map { Robust($0, at: index) }),
                robustCR2: Nullable(fit.robustSmallSample.map { Robust($0, at: index) })
            )
        }
        let none = Figure(nil)
        estimate = all.first?.estimate ?? none
        se = all.first?.se ?? none
        sigma2 = Figure.list([fit.betweenVariance, fit.withinVariance])
        logLik = Figure(finite: fit.logLikelihood)
        ciLower = all.first?.ciLower ?? none
        ciUpper = all.first?.ciUpper ?? none
        q = Figure(finite: fit.cochranQ)
        robustCR1 = all.first?.robustCR1 ?? Nullable(nil)
        robustCR2 = all.first?.robustCR2 ?? Nullable(nil)
        converged = fit.converged
        iterations = fit.iterations
        gradient = Figure(finite: fit.largestGradient)
        clusters = fit.clusterCount
        coefficients = all
    }
}
