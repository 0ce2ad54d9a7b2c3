public import Review

extension SheetKind {
    /// What the sheet's rows describe, where the protocol may add columns to it.
    public var describes: ExtractionField.Subject? {
        switch self {
        case .studies: .study
        case .estimates: .evaluation
        case .cohorts: .cohort
        case .models: .model
        case .duplicates, .decisions, .appraisals, .assignments: nil
        }
    }
}

extension ExtractionField.Subject {
    /// The sheet in which it is described.
    public var sheet: SheetKind {
        switch self {
        case .study: .studies
        case .evaluation: .estimates
        case .cohort: .cohorts
        case .model: .models
        }
    }
}
