/// A reporting list, or the part of it that asks about performance, as data.
///
/// Topics are put in our own words; `Checklist` of Reporting is the same for reviews.
public struct EvaluationChecklist: Sendable, Equatable {
    /// An item of the list.
    public struct Item: Sendable, Equatable {
        /// Number in the publication.
        public let number: String
        /// Topic in our own words.
        public let topic: String
        /// What answers it.
        let fact: EvaluationFact

        init(_ number: String, _ topic: String, _ fact: EvaluationFact) {
            self.number = number
            self.topic = topic
            self.fact = fact
        }
    }

    /// Name as printed.
    public let title: String
    /// Publication that defines the list, with its DOI.
    public let reference: String
    /// The items, in the order of the publication.
    public let items: [Item]
}

/// What a reporting list asks of an evaluation; one fact fills the same item of every list.
enum EvaluationFact: Sendable, CaseIterable {
    case sampleSize, missing, partitions, disjointness, heterogeneityMethods, measures, updating
    case calculation, imbalance, fairness, thresholds, differences, flow, characteristics
    case comparisonWithDevelopment, numbers, performance, heterogeneityResults, updatingResults
    case uncertainty, robustness, internalTesting, externalTesting, partitionResults, accuracy
    case failures

    /// What the authors state where the data are silent, as the end of a sentence.
    var request: String {
        switch self {
        case .sampleSize: "how the number of cases was decided, and why it suffices"
        case .missing: "how missing data were handled, and why cases were left out"
        case .partitions: "how cases were assigned to training, tuning and testing"
        case .disjointness:
            "at which level the partitions share nothing: patient, examination, image"
        case .heterogeneityMethods: "whether and how differences between sites were examined"
        case .measures: "which measures and plots were chosen, and why"
        case .updating: "whether the model was updated or recalibrated for these data, and how"
        case .calculation:
            "how the predictions were calculated: version of the model, code, interface"
        case .imbalance: "whether classes were balanced for training, how, and what corrected it"
        case .fairness: "what was done for fairness between groups of persons, and why"
        case .thresholds: "what the model puts out, and how any threshold was chosen"
        case .differences:
            "how setting, eligibility, outcome and predictors differ from the data of development"
        case .flow: "how many were eligible, left out and why, with a diagram"
        case .characteristics: "the characteristics of the participants, for each set of data"
        case .comparisonWithDevelopment:
            "how the distribution of important predictors differs from the data of development"
        case .numbers: "the participants and events in each analysis, also in development"
        case .performance: "performance with confidence intervals, also in important subgroups"
        case .heterogeneityResults: "how performance differs between sites or other clusters"
        case .updatingResults: "the results of updating, or that there was none"
        case .uncertainty: "how uncertainty was measured and what was tested"
        case .robustness: "which analyses of robustness or sensitivity were done"
        case .internalTesting: "how the model does on data of its own source that it has not seen"
        case .externalTesting:
            "how the model does on data of another source, or why this is missing"
        case .partitionResults: "the performance on every partition and against current standards"
        case .accuracy: "diagnostic accuracy with its precision"
        case .failures: "which cases were classified wrongly, and what they have in common"
        }
    }
}

/// How far data answer an item of a reporting list.
public enum EvaluationAnswerStatus: String, Sendable, CaseIterable {
    /// All that is asked is known.
    case answered = "answered by these data"
    /// A part is known.
    case partly = "partly"
    /// Nothing of it is known.
    case unanswered = "not answered by these data"
}

/// What an evaluation has to say to a fact.
struct EvaluationAnswer: Sendable, Equatable {
    /// What the data say, in whole sentences; empty for nothing.
    var known: String
    /// What the authors state besides, as the end of a sentence; empty for nothing.
    var left: String

    /// Joins sentences to an answer.
    init(_ known: [String], left: String = "") {
        self.known = known.filter { !$0.isEmpty }.joined(separator: " ")
        self.left = left
    }

    /// Estimates, of which an interval is left to state where one has none.
    static func estimates(_ known: [String], left: String = "") -> EvaluationAnswer {
        let lacks = known.contains { $0.contains(AnswerText.noInterval) }
        let parts = [left, lacks ? "an interval of each estimate that has none" : ""]
        return EvaluationAnswer(known, left: AnswerText.list(parts.filter { !$0.isEmpty }))
    }

    var status: EvaluationAnswerStatus {
        if known.isEmpty { return .unanswered }
        return left.isEmpty ? .answered : .partly
    }

    var text: String {
        switch status {
        case .answered: known
        case .partly: "\(known) Left to state: \(left)."
        case .unanswered: "Not answered by these data: state \(left)."
        }
    }
}

/// An evaluation that fills reporting lists.
protocol ChecklistFilling {
    /// What is said to a fact; `nil` where these data cannot say anything.
    func answer(to fact: EvaluationFact) -> EvaluationAnswer?

    /// A sentence on how the lists fit this kind of evaluation; empty for none.
    var checklistRemark: String { get }
}
