/// A reporting checklist as data: what is asked, in our own words, and which fact answers it.
public struct Checklist: Sendable, Equatable {
    /// Short name; names the files.
    public let id: String
    /// Name as printed.
    public let title: String
    /// Publication that defines the list, with its DOI.
    public let reference: String
    /// What a user must mind; `nil` if nothing.
    public let note: String?
    /// The items, in the order of the publication.
    public let items: [ChecklistItem]
}

/// An item of a checklist.
public struct ChecklistItem: Sendable, Equatable {
    /// Number in the publication; empty where it is not known for certain.
    public let number: String
    /// Section of the paper that the item belongs to.
    public let section: String
    /// Topic of the item.
    public let topic: String
    /// What is asked, in our own words.
    public let asked: String
    /// The fact of the review that answers it.
    let fact: ReportFact

    init(
        _ number: String,
        _ section: String,
        _ topic: String,
        _ asked: String,
        _ fact: ReportFact
    ) {
        self.number = number
        self.section = section
        self.topic = topic
        self.asked = asked
        self.fact = fact
    }
}

/// How far the journal answers an item.
public enum ChecklistStatus: String, Sendable, CaseIterable {
    /// All that is asked is known.
    case answered = "answered by the journal"
    /// A part is known.
    case partly = "partly"
    /// Nothing of it is known.
    case authors = "for the authors"
    /// The item does not concern this review.
    case notApplicable = "not applicable"
}

/// What the review has to say to an item.
struct ChecklistAnswer: Sendable, Equatable {
    /// How far the item is answered.
    var status: ChecklistStatus
    /// Files and anchors where the answer stands.
    var place = ""
    /// What the journal knows, in sentences.
    var known = ""
    /// What is left for the authors, in sentences.
    var left = ""

    /// Nothing is known.
    static func authors(_ left: String) -> ChecklistAnswer {
        ChecklistAnswer(status: .authors, left: left)
    }

    /// What is known decides the status: nothing, a part with something left, or all.
    static func of(_ known: String, at place: String, left: String = "") -> ChecklistAnswer {
        guard !known.isEmpty else {
            return .authors(left.isEmpty ? "The journal holds nothing on this yet." : left)
        }
        return ChecklistAnswer(
            status: left.isEmpty ? .answered : .partly,
            place: place,
            known: known,
            left: left
        )
    }
}

/// A fact of a review that checklists ask for; one fact fills the same item of every list.
enum ReportFact: Sendable, CaseIterable {
    case title, abstract, rationale, clinicalRole, question, eligibility
    case sources, strategies, selection, collection, outcomes, variables, definitions
    case biasMethods, measures, synthesisEligibility, preparation, display, synthesisMethods
    case heterogeneityMethods, sensitivityMethods, smallStudyMethods, certaintyMethods
    case flow, excluded, characteristics, biasResults, individualResults
    case synthesisCharacteristics, pooledResults, heterogeneityResults, sensitivityResults
    case smallStudyResults, certaintyResults, included
    case interpretation, evidenceLimits, processLimits, implications
    case registration, protocolAccess, amendments, funding, interests, availability
    case databases, platforms, registers, browsing, citationSearching, contacts, otherMethods
    case limits, filters, priorWork, updates, dates, peerReview, records, duplicates
}
