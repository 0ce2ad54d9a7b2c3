public import Review

/// The parts of a protocol that a form offers; what it does not know stays in `review.yaml` as it is.
public struct ProtocolForm: Sendable, Equatable, Codable {
    /// A planned analysis, as words.
    public struct Analysis: Sendable, Equatable, Codable {
        /// Identifier.
        public var id: String
        /// Title; blank for the identifier.
        public var title: String
        /// Measure.
        public var measure: String
        /// Estimator or model; blank for the default.
        public var method: String
        /// Test; blank for the default.
        public var test: String
        /// Level; blank for 0.95.
        public var level: String

        /// Creates an analysis.
        public init(
            id: String,
            title: String,
            measure: String,
            method: String = "",
            test: String = "",
            level: String = ""
        ) {
            self.id = id
            self.title = title
            self.measure = measure
            self.method = method
            self.test = test
            self.level = level
        }
    }

    /// Title.
    public var title: String
    /// Statement; blank for none.
    public var statement: String
    /// Question, by labels.
    public var question: [ReviewProtocol.Item]
    /// Criteria of inclusion.
    public var include: [String]
    /// Criteria of exclusion.
    public var exclude: [String]
    /// Reports known to belong into the review.
    public var keyRecords: [String]
    /// Terms that speak for a record.
    public var includeTerms: [String]
    /// Terms that speak against a record.
    public var excludeTerms: [String]
    /// Present reviewers.
    public var reviewers: [String]
    /// Reviewers who have left.
    public var formerReviewers: [String]
    /// Those who settle conflicts.
    public var arbiters: [String]
    /// Votes that each record needs; blank for the default.
    public var votesPerRecord: String
    /// Reasons at title and abstract.
    public var titleAbstractReasons: [String]
    /// Reasons at full text.
    public var fullTextReasons: [String]
    /// What is extracted beside the fixed columns; `nil` leaves it as it is.
    public var extraction: Extraction?
    /// Instrument.
    public var instrument: String
    /// Planned analyses.
    public var analyses: [Analysis]

    /// The form of a protocol; entries of lists stand in one line each.
    public init(_ plan: ReviewProtocol) {
        title = Self.line(plan.title)
        statement = plan.statement ?? ""
        question = plan.question
        include = plan.inclusionCriteria.map(Self.line)
        exclude = plan.exclusionCriteria.map(Self.line)
        keyRecords = plan.keyRecords.map(Self.line)
        includeTerms = plan.includeTerms.map(Self.line)
        excludeTerms = plan.excludeTerms.map(Self.line)
        reviewers = plan.reviewers.map(Self.line)
        formerReviewers = plan.formerReviewers.map(Self.line)
        arbiters = plan.arbiters.map(Self.line)
        votesPerRecord = String(plan.votesPerRecord)
        titleAbstractReasons = plan.titleAbstractReasons.map(Self.line)
        fullTextReasons = plan.fullTextReasons.map(Self.line)
        extraction = Self.extraction(of: plan)
        instrument = plan.instrument
        analyses =
            plan.analyses.map {
                Analysis(
                    id: $0.id,
                    title: $0.title,
                    measure: $0.measure.rawValue,
                    method: $0.method,
                    test: $0.test,
                    level: "\($0.level)"
                )
            }
            + plan.accuracyAnalyses.map {
                Analysis(
                    id: $0.id,
                    title: $0.title,
                    measure: "dta",
                    method: $0.model.rawValue,
                    level: "\($0.level)"
                )
            }
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }
            .joined(separator: " ")
    }

    /// The text of `review.yaml` with those keys changed in which the form differs from it.
    ///
    /// - Parameter text: the file as it is.
    /// - Returns: the changed text.
    /// - Throws: `InputRefused` if the file has faults, or a key cannot be changed alone.
    public func applied(to text: String) throws(InputRefused) -> String {
        let present = ProtocolForm(try ReviewFile(parsing: text).reviewProtocol)
        var wanted = self
        wanted.extraction = extraction ?? present.extraction
        let changes = zip(Self.entries(present), Self.entries(wanted)).filter { $0.1 != $1.1 }
            .map { $0.1 }
        // Each on its own first, so that all faults are named by the lines of the file as it is.
        var faults: [InputFault] = []
        for (key, value) in changes {
            var alone = ReviewFileText(text)
            do throws(InputRefused) {
                try alone.set(key, to: value)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        var file = ReviewFileText(text)
        for (key, value) in changes { try file.set(key, to: value) }
        return file.text
    }

    /// A new file with all that the form has.
    ///
    /// - Returns: the text.
    public var newFile: String {
        let lines = Self.entries(self).flatMap { key, value in value?.lines(under: key) ?? [] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The keys with their values; `nil` where there is nothing to write.
    private static func entries(_ form: ProtocolForm) -> [(String, YAMLValue?)] {
        func text(_ text: String) -> YAMLValue? {
            let trimmed = text.trimmed
            return trimmed.isEmpty ? nil : .text(trimmed)
        }
        func list(_ texts: [String]) -> YAMLValue? { texts.isEmpty ? nil : .texts(texts) }
        func pair(_ first: String, _ one: [String], _ second: String, _ other: [String])
            -> YAMLValue?
        {
            guard !(one.isEmpty && other.isEmpty) else { return nil }
            return .pairs([(first, .texts(one)), (second, .texts(other))])
        }
        return [
            ("title", .text(form.title.trimmed)), ("statement", text(form.statement)),
            (
                "question",
                form.question.isEmpty
                    ? nil : .pairs(form.question.map { ($0.label, .text($0.text)) })
            ),
            ("criteria", pair("include", form.include, "exclude", form.exclude)),
            ("key_records", list(form.keyRecords)),
            ("terms", pair("include", form.includeTerms, "exclude", form.excludeTerms)),
            ("reviewers", .texts(form.reviewers)),
            ("former_reviewers", list(form.formerReviewers)), ("arbiters", list(form.arbiters)),
            ("votes_per_record", text(form.votesPerRecord)),
            (
                "exclusion_reasons",
                pair(
                    "title-abstract",
                    form.titleAbstractReasons,
                    "full-text",
                    form.fullTextReasons
                )
            ),
            ("extraction", form.extraction?.value), ("instrument", text(form.instrument)),
            ("analyses", form.analyses.isEmpty ? nil : .list(form.analyses.map(\.value))),
        ]
    }
}

extension ProtocolForm.Analysis {
    fileprivate var value: YAMLValue {
        let words = [
            ("id", id), ("title", title == id ? "" : title), ("measure", measure),
            ("method", method), ("test", test), ("level", level),
        ]
        return .pairs(
            words.map { ($0.0, $0.1.trimmed) }.filter { !$0.1.isEmpty }.map { ($0.0, .text($0.1)) }
        )
    }
}
