import Review

extension Report {
    /// The cohorts and models that are described, a table each; none where none are.
    var partTables: [Table] {
        StudyPart.Kind.allCases.filter { !state.parts($0).isEmpty }.map(partTable)
    }

    private func partTable(_ kind: StudyPart.Kind) -> Table {
        let word = kind == .cohort ? "Cohort" : "Model"
        return Table(
            id: kind == .cohort ? "cohorts" : "models",
            title: kind == .cohort ? "Cohorts of the studies" : "Models of the studies",
            columns: [.init("Study"), .init("Identifier", place: .file), .init(word)]
                + kind.columns.map { .init($0.title, isNumeric: $0.kind.isNumeric) }
                + fieldColumns(of: kind.subject) + [.init("Sheet")],
            rows: state.parts(kind).map { extracted in
                let row = extracted.row
                let name = library.studyNames[row.study] ?? row.study
                return [.init(name), .init(row.study), .init(row.name)]
                    + kind.columns.map { .init(row.fields[$0.name] ?? "") }
                    + fieldCells(row.fields, of: kind.subject)
                    + [.init("\(extracted.file):\(row.line)")]
            },
            note: "A dash means that the sheet does not state it.",
            emptyText: Self.noStudies
        )
    }

    /// Cohorts and models that evaluations name and no sheet describes, where others are described.
    var undescribedParts: [String] {
        StudyPart.Kind.allCases.filter { !state.parts($0).isEmpty }.flatMap { kind in
            state.studies.map(\.row.id).flatMap { study in
                state.undescribed(kind, ofStudy: study).map {
                    "\(kind.rawValue) “\($0)” of \(library.studyNames[study] ?? study)"
                }
            }
        }
    }
}
