public import Screening

/// What changed in a review between two moments.
public struct ReviewDifference: Sendable, Equatable, Codable {
    /// A fact that has another value.
    public struct Change: Sendable, Equatable, Codable {
        /// What changed, in words or by the column of its sheet.
        public var what: String
        /// Value before; `nil` where there was none.
        public var before: String?
        /// Value after; `nil` where there is none any more.
        public var after: String?

        /// Creates a change.
        public init(what: String, before: String?, after: String?) {
            self.what = what
            self.before = before
            self.after = after
        }
    }

    /// An entry of a sheet, or another thing with facts, that came, went or changed.
    public struct Entry: Sendable, Equatable, Codable {
        /// How it changed.
        public enum Kind: String, Sendable, Codable {
            /// Was not there before.
            case new
            /// Is no longer there.
            case gone
            /// Has other facts.
            case changed
        }

        /// What it is: a study, an evaluation, an answer.
        public var name: String
        /// How it changed.
        public var kind: Kind
        /// The facts that differ.
        public var changes: [Change]
        /// Place of the row that counts after, or of the last one for what is gone: `FILE:LINE`.
        public var place: String?
    }

    /// An import that came or went.
    public struct Source: Sendable, Equatable, Codable {
        /// Name of the source.
        public var source: String
        /// Name of the database.
        public var database: String
        /// Date of the search.
        public var searched: String?
        /// Records it brought.
        public var records: Int
        /// Whether it is new, gone, or described anew.
        public var kind: Entry.Kind
    }

    /// Records that are one work now and were several before, or the other way round.
    public struct Grouping: Sendable, Equatable, Codable {
        /// The work, named by its first record.
        public var work: RecordID
        /// Records that were joined to it, or torn from it.
        public var records: [RecordID]
    }

    /// A decision that came, went or changed.
    public struct DecisionChange: Sendable, Equatable, Codable {
        /// Record decided on.
        public var record: RecordID
        /// Stage of screening.
        public var stage: Stage
        /// Reviewer; `consensus` for a settlement.
        public var reviewer: String
        /// Verdict and reason before.
        public var before: String?
        /// Verdict and reason after.
        public var after: String?
        /// Place of the decision: `FILE:LINE`.
        public var place: String
    }

    /// A work whose standing in the review changed.
    public struct WorkChange: Sendable, Equatable, Codable {
        /// The work, named by its first record.
        public var work: RecordID
        /// Stage of the outcome.
        public var stage: Stage
        /// Outcome before, in words; `nil` for a work that was not there.
        public var before: String?
        /// Outcome after, in words; `nil` for a work that is no longer there.
        public var after: String?
        /// Whether the work came into the review or left it; `nil` if neither.
        public var inclusion: Entry.Kind?
    }

    /// A planned analysis at a stage, whose result moved.
    public struct ResultChange: Sendable, Equatable, Codable {
        /// A result.
        public struct Figures: Sendable, Equatable, Codable {
            /// Pooled figure on its own scale, 0 to 1.
            public var estimate: Double
            /// Lower end of the confidence interval.
            public var lower: Double
            /// Upper end of the confidence interval.
            public var upper: Double
            /// Variance between studies on the logit scale; `nil` where it is not known.
            public var tauSquared: Double?
            /// Share of the variation that is between studies, percent; `nil` for a bivariate model.
            public var iSquared: Double?
            /// Number of evaluations pooled.
            public var count: Int
        }

        /// Identifier of the analysis.
        public var analysis: String
        /// Name of the pooled figure (`auc`, `sensitivity`).
        public var figure: String
        /// Stage of validation.
        public var stage: EvaluationStage
        /// Result before; `nil` if nothing was pooled.
        public var before: Figures?
        /// Result after; `nil` if nothing is pooled.
        public var after: Figures?
    }

    /// Sequence number of the last event before.
    public var from: Int
    /// Sequence number of the last event after.
    public var to: Int
    /// What changed in the protocol.
    public var reviewProtocol: [Change]
    /// Imports that came, went or were described anew.
    public var sources: [Source]
    /// Records of an earlier import that are now one work.
    public var merged: [Grouping]
    /// Records that were one work and are several now.
    public var separated: [Grouping]
    /// Judgements of pairs that may be duplicates.
    public var pairJudgements: [Entry]
    /// Decisions that came, went or changed.
    public var decisions: [DecisionChange]
    /// Works with another outcome.
    public var works: [WorkChange]
    /// Assignments, rounds, closings, remarks and full texts.
    public var conduct: [Entry]
    /// Studies, with the facts that differ.
    public var studies: [Entry]
    /// Evaluations, with the figures that differ.
    public var evaluations: [Entry]
    /// Cohorts and models that differ; `nil` where none do.
    public var parts: [Entry]?
    /// Appraisal answers that differ.
    public var appraisals: [Entry]
    /// Counts of the flow diagram that differ.
    public var flow: [Change]
    /// Results of the planned analyses that differ.
    public var results: [ResultChange]

    /// Whether nothing that counts differs.
    public var isEmpty: Bool {
        reviewProtocol.isEmpty && sources.isEmpty && merged.isEmpty && separated.isEmpty
            && pairJudgements.isEmpty && decisions.isEmpty && works.isEmpty && conduct.isEmpty
            && studies.isEmpty && evaluations.isEmpty && (parts ?? []).isEmpty && appraisals.isEmpty
            && flow.isEmpty
            && results.isEmpty
    }
}
