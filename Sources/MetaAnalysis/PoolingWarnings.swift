import Foundation

extension RandomEffectsFit {
    /// What a careful reader would object to, in words.
    ///
    /// - Parameters:
    ///   - studyNames: names of the studies, in order.
    ///   - transformation: scale, for limits printed on the scale of the measure.
    ///   - nullValue: value of no effect on the analysis scale (0 for logit AUC, i.e. 0.5).
    ///   - nullName: how that value is called, e.g. "an AUC of 0.5"; nil checks nothing.
    /// - Returns: sentences; none if there is nothing to object to.
    public func warnings(
        studyNames: [String],
        transformation: Transformation = .identity,
        nullValue: Double = 0,
        nullName: String? = nil
    ) -> [String] {
        var result = notes
        if studyCount > 1, studyCount < 5 {
            result.append(
                "Few studies (\(studyCount)): τ² and its interval are very uncertain."
            )
        }
        if coefficients.count > 1, studyCount < 10 * (coefficients.count - 1) {
            result.append(
                "Fewer than 10 studies for each moderator: the meta-regression may be overfitted."
            )
        }
        result += dominance(studyNames)
        if coefficients.count == 1 {
            result += width(transformation, nullValue: nullValue, nullName: nullName)
        }
        if let heterogeneityInterval, heterogeneityInterval.upperIsSearchLimit {
            result.append(
                "The upper end of the τ² interval lies above "
                    + "\(heterogeneityInterval.tauSquared.upper), the limit of the search."
            )
        }
        return result
    }

    private func dominance(_ studyNames: [String]) -> [String] {
        guard studyCount > 2, let top = weights.max(), let index = weights.firstIndex(of: top),
            top > 50
        else { return [] }
        let name = studyNames.indices.contains(index) ? studyNames[index] : "study \(index + 1)"
        return ["'\(name)' alone carries \(Int(top.rounded())) % of the weight."]
    }

    private func width(
        _ transformation: Transformation,
        nullValue: Double,
        nullName: String?
    ) -> [String] {
        var result: [String] = []
        func shown(_ interval: Interval) -> String {
            let back = transformation.backTransformed(interval)
            return String(format: "%.3g to %.3g", back.lower, back.upper)
        }
        func holdsNull(_ interval: Interval) -> Bool {
            interval.lower < nullValue && interval.upper > nullValue
        }
        if let nullName, holdsNull(interval) {
            result.append("The confidence interval (\(shown(interval))) includes \(nullName).")
        }
        guard let predictionInterval else { return result }
        if let nullName, holdsNull(predictionInterval), !holdsNull(interval) {
            result.append(
                "The prediction interval (\(shown(predictionInterval))) includes \(nullName): a new "
                    + "setting may see no effect although the pooled value is clear."
            )
        }
        let ratio =
            (predictionInterval.upper - predictionInterval.lower)
            / (interval.upper - interval.lower)
        if ratio > 3 {
            result.append(
                "The prediction interval (\(shown(predictionInterval))) is "
                    + "\(Int(ratio.rounded())) times as wide as the confidence interval: results "
                    + "differ much between settings."
            )
        }
        return result
    }
}
