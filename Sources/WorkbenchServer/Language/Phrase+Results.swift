import Bibliography

/// Texts around results, which themselves are English on every page.
extension Phrase {
    static let forestPlots = Phrase("Forest plots", de: "Forest-Plots")
    static let riskOfBias = Phrase("Risk of bias", de: "Verzerrungsrisiko")
    static let oneEvaluation = Phrase("evaluation", de: "Auswertung")
}

extension RecordType {
    /// Name as printed.
    var phrase: Phrase {
        let german =
            switch self {
            case .article: "Artikel"
            case .conferencePaper: "Konferenzbeitrag"
            case .book: "Buch"
            case .chapter: "Kapitel"
            case .thesis: "Hochschulschrift"
            case .report: "Bericht"
            case .preprint: "Preprint"
            case .dataset: "Datensatz"
            case .trialRegistration: "Studienregistrierung"
            case .webPage: "Webseite"
            case .other: "anderes"
            }
        return Phrase(rawValue, de: german)
    }
}
