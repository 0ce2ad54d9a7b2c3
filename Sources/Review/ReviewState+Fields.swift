/// The fields of a sheet beside its fixed columns.
public struct ExtractionFields: Sendable, Equatable {
    /// What the protocol asks for, in its order.
    public let declared: [ExtractionField]
    /// Names of fields that the protocol asked for once, and that rows still hold; sorted.
    public let former: [String]

    /// Creates the fields.
    ///
    /// - Parameters:
    ///   - declared: what the protocol asks for.
    ///   - former: names of those that it no longer asks for.
    public init(declared: [ExtractionField] = [], former: [String] = []) {
        self.declared = declared
        self.former = former
    }

    /// Names of all columns: those of the protocol, then those that were.
    public var names: [String] { declared.map(\.name) + former }

    /// The same fields, none of them required: for what is not finished.
    public var withoutRequirements: ExtractionFields {
        let eased = declared.map { field in
            var field = field
            field.isRequired = false
            return field
        }
        return ExtractionFields(declared: eased, former: former)
    }

    /// The field of the protocol with a name.
    public subscript(_ name: String) -> ExtractionField? { declared.first { $0.name == name } }
}

extension ReviewState {
    /// The fields of a sheet: those of the protocol, and those that it dropped but rows or drafts still
    /// hold, so that nothing recorded is lost.
    ///
    /// - Parameter subject: what the sheet describes.
    /// - Returns: the fields.
    public func fields(of subject: ExtractionField.Subject) -> ExtractionFields {
        let declared = (reviewProtocol?.extractionFields ?? []).filter { $0.of == subject }
        let names = Set(declared.map(\.name))
        var former: Set<String> = []
        func take(_ fields: [String: String]) {
            former.formUnion(fields.keys.filter { !names.contains($0) })
        }
        func takeParts(_ kind: StudyPart.Kind) {
            let fixed = Set(kind.columns.map(\.name))
            let drafted = extractionDrafts.flatMap { $0.draft.parts }
            for part in parts.map(\.row) + drafted where part.kind == kind {
                take(part.fields.filter { !fixed.contains($0.key) })
            }
        }
        switch subject {
        case .study:
            for study in studies { take(study.row.fields) }
            for draft in extractionDrafts { take(draft.draft.study.fields) }
        case .cohort: takeParts(.cohort)
        case .model: takeParts(.model)
        case .evaluation:
            for evaluation in evaluations { take(evaluation.row.fields) }
            for draft in extractionDrafts {
                for evaluation in draft.draft.evaluations { take(evaluation.fields) }
            }
        }
        return ExtractionFields(declared: declared, former: former.sorted())
    }
}
