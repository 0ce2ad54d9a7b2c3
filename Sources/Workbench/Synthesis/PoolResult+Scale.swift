import MetaAnalysis

extension PoolResult {
    /// Carries a value of the analysis scale to the scale of the measure, such as a logit to an AUC.
    public func onMeasureScale(_ value: Figure) -> Figure {
        Figure(value.value.map { scaleOfMeasure.backTransformed($0) })
    }
}
