import Review

extension Report {
    /// What was extracted from the included reports.
    var extractionMethods: MethodsPart {
        var part = MethodsPart(heading: "Data extraction")
        guard !state.studies.isEmpty || !state.evaluations.isEmpty else {
            part.gaps = ["How data were extracted: the journal holds no extraction"]
            return part
        }
        let studies = NumberText.counted(state.studies.count, "study", "studies")
        let rows = state.evaluations.map(\.row)
        part.sentences = [
            "Data were recorded for \(studies) and "
                + "\(NumberText.counted(rows.count, "evaluation", "evaluations")) of models, an "
                + "evaluation being one model at one stage (training, internal validation, external "
                + "validation, or unclear) and unit of analysis"
                + (rows.contains { $0.cohort != nil } ? ", on one cohort." : ".")
        ]
        part.sentences += fieldSentences
        let measures = PerformanceMeasure.allCases.compactMap { measure -> String? in
            let count = rows.count { $0.values[measure] != nil }
            return count == 0 ? nil : "\(measure.title) (\(count))"
        }
        if !measures.isEmpty {
            part.sentences.append(
                "The figures recorded are, with the number of evaluations that report them: "
                    + "\(Phrase.list(measures))."
            )
        }
        let tables = rows.count { $0.crossTable != nil }
        if tables > 0 {
            part.sentences.append(
                "A two-by-two table was recorded for \(NumberText.counted(tables, "evaluation", "evaluations"))."
            )
        }
        if !state.reportsWithoutStudy.isEmpty {
            part.sentences.append(
                NumberText.counted(
                    state.reportsWithoutStudy.count,
                    "included report is",
                    "included reports are"
                ) + " not linked to a study yet."
            )
        }
        part.gaps = [
            "How many people extracted data, whether independently, and how they settled "
                + "differences",
            "Whether authors of the studies were asked for data",
        ]
        let open = undescribedParts
        if !open.isEmpty {
            part.gaps.append("Not described, though evaluations name it: " + Phrase.list(open))
        }
        return part
    }
}

extension Report {
    /// What the protocol asked to be extracted.
    private var fieldSentences: [String] {
        let fields = state.reviewProtocol?.extractionFields ?? []
        var sentences: [String] = []
        for set in ExtractionFieldSet.allCases {
            let items = fields.filter { $0.set == set.rawValue }
            guard !items.isEmpty else { continue }
            let held = items.count { holdsAnything($0) }
            sentences.append(
                "The protocol asks for \(NumberText.counted(items.count, "item", "items")) of the "
                    + "\(set.title) checklist (\(set.source)); of \(held) of them something is recorded."
            )
        }
        let own = fields.filter { $0.set == nil }.map { "“\($0.title)” (\($0.of.rawValue))" }
        if !own.isEmpty {
            sentences.append("The protocol asks for fields of its own: \(Phrase.list(own)).")
        }
        return sentences
    }

    /// Whether any row holds something in a field.
    private func holdsAnything(_ field: ExtractionField) -> Bool {
        switch field.of {
        case .study: state.studies.contains { $0.row.fields[field.name] != nil }
        case .evaluation: state.evaluations.contains { $0.row.fields[field.name] != nil }
        case .cohort: state.cohorts.contains { $0.row.fields[field.name] != nil }
        case .model: state.models.contains { $0.row.fields[field.name] != nil }
        }
    }
}
