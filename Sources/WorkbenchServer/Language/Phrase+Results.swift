/// Texts around results, which themselves are English on every page.
extension Phrase {
    static let forestPlots = Phrase("Forest plots", de: "Forest-Plots")
    static let riskOfBias = Phrase("Risk of bias", de: "Verzerrungsrisiko")
    static let oneEvaluation = Phrase("evaluation", de: "Auswertung")
}
