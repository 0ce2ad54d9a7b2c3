import MetaAnalysis
import Review
import RiskOfBias
import Yams

extension ReviewFile {
    static let keys = [
        "title", "statement", "question", "criteria", "key_records", "terms", "reviewers",
        "former_reviewers", "arbiters", "votes_per_record", "exclusion_reasons", "extraction",
        "sources",
        "duplicates", "assignments", "decisions", "studies", "cohorts", "models", "estimates",
        "appraisals",
        "instruments", "instrument", "ideal_trial", "analyses", "comparisons",
    ]

    /// Reads `review.yaml`.
    ///
    /// - Parameters:
    ///   - text: content of the file.
    ///   - file: name for messages.
    /// - Throws: `InputRefused` with every fault: unknown keys, wrong types, reviewers of the same
    ///   name, unknown estimators, paths that leave the folder.
    public init(parsing text: String, file: String = "review.yaml") throws(InputRefused) {
        var reader = YAMLReader(file: file)
        guard let top = reader.document(text) else { throw InputRefused(reader.faults) }
        reader.allow(Self.keys, in: top, at: file)
        reviewProtocol = ReviewProtocol(
            title: reader.requiredText("title", top, at: file)
        )
        reviewProtocol.statement = reader.text("statement", top)
        Self.readQuestion(top, &reader, into: &reviewProtocol)
        Self.readPeople(top, &reader, into: &reviewProtocol)
        Self.readPlans(top, &reader, into: &reviewProtocol)
        Self.readExtraction(top, &reader, into: &reviewProtocol)
        sources = Self.readSources(top, &reader)
        duplicates = Self.sheets("duplicates", top, &reader)
        assignments = Self.sheets("assignments", top, &reader)
        decisions = Self.sheets("decisions", top, &reader)
        studies = Self.sheets("studies", top, &reader)
        cohorts = Self.sheets("cohorts", top, &reader)
        models = Self.sheets("models", top, &reader)
        estimates = Self.sheets("estimates", top, &reader)
        appraisals = Self.sheets("appraisals", top, &reader)
        instruments = Self.sheets("instruments", top, &reader)
        if let name = reader.text("instrument", top) {
            instrumentName = InstrumentName(text: name, line: top["instrument"]?.mark?.line)
        }
        // With files of its own, the name can only be looked up once they are read.
        if instruments.isEmpty, let fault = adopt([]) {
            reader.fault(top["instrument"], fault.what)
        }
        guard reader.faults.isEmpty else { throw InputRefused(reader.faults) }
    }

    /// Takes up the review's own instruments and looks up the declared name.
    ///
    /// - Parameter own: the instruments of the declared files.
    /// - Returns: the fault, if the name is unknown.
    mutating func adopt(_ own: [Instrument]) -> InputFault? {
        reviewProtocol.ownInstruments = own
        guard let name = instrumentName else {
            // A review that brings one instrument means to use it.
            if own.count == 1 { reviewProtocol.instrument = own[0].id }
            return nil
        }
        let known = InstrumentCatalogue.all + own
        guard let instrument = known.first(where: { $0.isNamed(name.text) }) else {
            return InputFault(
                file: "review.yaml",
                line: name.line,
                what: "unknown instrument '\(name.text)'; one of "
                    + known.map(\.id).joined(separator: ", ") + " expected"
            )
        }
        reviewProtocol.instrument = instrument.id
        return nil
    }

    private static func readQuestion(
        _ top: Node.Mapping,
        _ reader: inout YAMLReader,
        into result: inout ReviewProtocol
    ) {
        if let question = reader.mapping("question", top) {
            for (key, _) in question {
                guard let label = key.string, let text = reader.text(label, question) else {
                    continue
                }
                result.question.append(.init(label: label, text: text))
            }
        }
        if let criteria = reader.mapping("criteria", top) {
            reader.allow(["include", "exclude"], in: criteria, at: "criteria")
            result.inclusionCriteria = reader.texts("include", criteria).map(\.text)
            result.exclusionCriteria = reader.texts("exclude", criteria).map(\.text)
        }
        if let terms = reader.mapping("terms", top) {
            reader.allow(["include", "exclude"], in: terms, at: "terms")
            result.includeTerms = unique("include", terms, &reader)
            result.excludeTerms = unique("exclude", terms, &reader)
        }
        if let reasons = reader.mapping("exclusion_reasons", top) {
            reader.allow(["title-abstract", "full-text"], in: reasons, at: "exclusion_reasons")
            result.titleAbstractReasons = unique("title-abstract", reasons, &reader)
            result.fullTextReasons = unique("full-text", reasons, &reader)
        }
    }

    private static func readPeople(
        _ top: Node.Mapping,
        _ reader: inout YAMLReader,
        into result: inout ReviewProtocol
    ) {
        result.keyRecords = unique("key_records", top, &reader)
        result.reviewers = unique("reviewers", top, &reader)
        result.formerReviewers = unique("former_reviewers", top, &reader)
        result.arbiters = unique("arbiters", top, &reader)
        let present = Set(result.reviewers.map(folded))
        for (name, node) in reader.texts("former_reviewers", top)
        where present.contains(folded(name)) {
            reader.fault(node, "'\(name)' stands in 'reviewers' and in 'former_reviewers'")
        }
        // Who has left still counts here: else their leaving would halve what two people began.
        let people = result.allReviewers.count
        result.votesPerRecord = min(2, max(1, people))
        if let votes = reader.text("votes_per_record", top) {
            if let number = Int(votes), number >= 1, number <= max(1, people) {
                result.votesPerRecord = number
            } else {
                reader.fault(
                    top["votes_per_record"],
                    "'votes_per_record' is '\(votes)'; a whole number from 1 to \(max(1, people)), "
                        + "the number of reviewers, expected"
                )
            }
        }
    }

    private static func folded(_ name: String) -> String {
        name.lowercased().split(separator: " ").joined(separator: " ")
    }

    /// A list without repeats; names that differ in case or blanks only count as the same.
    private static func unique(
        _ key: String,
        _ mapping: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> [String] {
        var seen: [String: Int] = [:]
        var names: [String] = []
        for (text, node) in reader.texts(key, mapping) {
            let name = folded(text)
            if let line = seen[name] {
                reader.fault(node, "'\(text)' stands twice in '\(key)': first on line \(line)")
            } else {
                seen[name] = node.mark?.line ?? 0
                names.append(text)
            }
        }
        return names
    }

    private static func readPlans(
        _ top: Node.Mapping,
        _ reader: inout YAMLReader,
        into result: inout ReviewProtocol
    ) {
        result.idealTrial = reader.text("ideal_trial", top)
        var identifiers: Set<String> = []
        for (entry, node) in reader.mappings("analyses", top) {
            let id: String
            if reader.text("measure", entry) == accuracyMeasure {
                let plan = accuracyAnalysis(entry, &reader)
                id = plan.id
                result.accuracyAnalyses.append(plan)
            } else {
                let plan = analysis(entry, &reader)
                id = plan.id
                result.analyses.append(plan)
            }
            if !identifiers.insert(id).inserted {
                reader.fault(node, "the analysis '\(id)' stands twice")
            }
        }
        for (entry, _) in reader.mappings("comparisons", top) {
            reader.allow(["source", "doi", "note", "figures"], in: entry, at: "comparisons")
            let figures = reader.mappings("figures", entry).map { figure, _ in
                reader.allow(["label", "value"], in: figure, at: "figures")
                return ReviewProtocol.Item(
                    label: reader.requiredText("label", figure, at: "figures"),
                    text: reader.requiredText("value", figure, at: "figures")
                )
            }
            result.comparisons.append(
                .init(
                    source: reader.requiredText("source", entry, at: "comparisons"),
                    doi: reader.text("doi", entry),
                    note: reader.text("note", entry),
                    figures: figures
                )
            )
        }
    }

    /// The word for analyses that pool sensitivity and specificity together, as in `meta`.
    private static let accuracyMeasure = "dta"

    private static func analysis(
        _ entry: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> AnalysisPlan {
        reader.allow(
            ["id", "title", "measure", "method", "test", "level"],
            in: entry,
            at: "analyses"
        )
        let id = identifier(of: entry, &reader)
        var plan = AnalysisPlan(
            id: id,
            title: reader.text("title", entry) ?? id,
            measure: .auc
        )
        if let word = reader.text("measure", entry) {
            if let measure = PerformanceMeasure(rawValue: word) {
                plan.measure = measure
            } else {
                let allowed = PerformanceMeasure.allCases.map(\.rawValue) + [accuracyMeasure]
                reader.fault(
                    entry["measure"],
                    "'measure' is '\(word)'; one of \(allowed.joined(separator: ", ")) expected"
                )
            }
        }
        plan.method =
            reader.choice(
                "method",
                entry,
                default: HeterogeneityMethod.restrictedMaximumLikelihood
            ).rawValue
        plan.test = reader.choice("test", entry, default: InferenceTest.hartungKnapp).rawValue
        plan.level = level(of: entry, &reader) ?? plan.level
        return plan
    }

    private static func accuracyAnalysis(
        _ entry: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> AccuracyPlan {
        reader.allow(["id", "title", "measure", "method", "level"], in: entry, at: "analyses")
        let id = identifier(of: entry, &reader)
        var plan = AccuracyPlan(id: id, title: reader.text("title", entry) ?? id)
        plan.model = reader.choice("method", entry, default: AccuracyModel.binomialNormal)
        plan.level = level(of: entry, &reader) ?? plan.level
        return plan
    }

    private static func identifier(of entry: Node.Mapping, _ reader: inout YAMLReader) -> String {
        let id = reader.requiredText("id", entry, at: "analyses")
        let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-"
        if !id.allSatisfy({ allowed.contains($0) }) {
            reader.fault(
                entry["id"],
                "'id' is '\(id)'; lower-case letters, digits and '-' expected"
            )
        }
        return id
    }

    private static func level(of entry: Node.Mapping, _ reader: inout YAMLReader) -> Double? {
        guard let level = reader.text("level", entry) else { return nil }
        if let number = Double(level), number > 0, number < 1 { return number }
        reader.fault(
            entry["level"],
            "'level' is '\(level)'; a number between 0 and 1 expected"
        )
        return nil
    }

    private static func readSources(_ top: Node.Mapping, _ reader: inout YAMLReader) -> [Source] {
        var seen: Set<String> = []
        return reader.mappings("sources", top).map { entry, node in
            reader.allow(
                ["file", "kind", "database", "platform", "searched", "query"],
                in: entry,
                at: "sources"
            )
            let file = reader.requiredText("file", entry, at: "sources")
            if !file.isEmpty, !seen.insert(file).inserted {
                reader.fault(entry["file"], "the file '\(file)' stands twice in 'sources'")
            }
            checkPath(file, entry["file"], &reader)
            let searched = reader.text("searched", entry)
            if let searched, !isDate(searched) {
                reader.fault(
                    entry["searched"],
                    "'searched' is '\(searched)'; a date YYYY-MM-DD expected"
                )
            }
            return Source(
                file: file,
                kind: reader.choice("kind", entry, default: .database),
                database: reader.requiredText("database", entry, at: "sources"),
                platform: reader.text("platform", entry),
                searched: searched,
                query: reader.text("query", entry),
                line: node.mark?.line ?? 0
            )
        }
    }

    private static func sheets(
        _ key: String,
        _ top: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> [SheetFile] {
        reader.texts(key, top).map { text, node in
            checkPath(text, node, &reader)
            return SheetFile(file: text, line: node.mark?.line ?? 0)
        }
    }

    /// A declared path must stay in the review folder.
    private static func checkPath(_ path: String, _ node: Node?, _ reader: inout YAMLReader) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if path.hasPrefix("/") || parts.contains("..") || path.contains("\0") {
            reader.fault(node, "'\(path)' leaves the review folder; a path below it expected")
        }
    }
}

/// Whether a text is a calendar date `YYYY-MM-DD`.
func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
        parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && day >= 1 && day <= days[month - 1]
}
