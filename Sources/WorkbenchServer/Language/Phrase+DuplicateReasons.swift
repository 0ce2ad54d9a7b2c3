import Deduplication
import Reporting

/// Why the program holds two records to be the same work, or leaves them to a person.
extension Phrase {
    /// A reason as the journal has it; words of another program stay as they are.
    init(reason text: String) {
        self.init(text, de: DuplicateReason(text)?.german ?? text)
    }

    /// The name of a rule as the journal has it.
    init(rule text: String) {
        self.init(text, de: PairRule(rawValue: text)?.german ?? text)
    }

    /// Several reasons in one line.
    static func reasons(_ texts: [String]) -> Phrase {
        Phrase(
            texts.joined(separator: "; "),
            de: texts.map { Phrase(reason: $0).german }.joined(separator: "; ")
        )
    }
}

extension PairRule {
    fileprivate var german: String {
        switch self {
        case .identifier: "Kennung"
        case .place: "Erscheinungsort"
        case .bibliography: "bibliografische Angaben"
        case .abstract: "Abstract"
        case .person: "Urteil eines Menschen"
        case .linked: "über einen dritten Nachweis"
        case .parts: "verschiedene Teile"
        case .kinds: "Hinweis und Artikel"
        case .sharedIdentifier: "gemeinsame Kennung"
        case .otherIdentifier: "verschiedene Kennungen"
        case .preprint: "Preprint und Artikel"
        case .registration: "Registrierung und Artikel"
        case .otherAuthors: "verschiedene Autoren"
        case .otherPlace: "verschiedener Erscheinungsort"
        case .otherYear: "verschiedenes Jahr"
        case .shortTitle: "gekürzter Titel"
        case .rewordedTitle: "umformulierter Titel"
        case .thin: "zu wenige Angaben"
        case .update: "aktualisierte Übersicht"
        case .weakLink: "verbindet zwei Arbeiten"
        }
    }
}

extension DuplicateReason {
    fileprivate var german: String {
        switch self {
        case .forPerson(let rule): "für einen Menschen: \(rule.german)"
        case .wouldJoinConflict:
            "für einen Menschen: zusammengelegt würden zwei Arbeiten, die sich widersprechen"
        case .decidedByPerson: "von einem Menschen entschieden"
        case .field(let relation, let field): field.german(relation)
        case .title(let title, let differences):
            ([title.german] + differences.map(\.german)).joined(separator: ", ")
        case .authors(let authors): authors.german
        case .years(nil): "ein Jahr fehlt"
        case .years(0): "gleiches Jahr"
        case .years(1): "ein Jahr auseinander"
        case .years(let gap?): "\(gap) Jahre auseinander"
        case .isNotice: "einer ist als Hinweis auf eine andere Arbeit gekennzeichnet"
        }
    }
}

extension DuplicateReason.Field {
    /// The field with its adjective, which follows its gender.
    fileprivate func german(_ relation: DuplicateReason.Relation) -> String {
        let stem =
            switch relation {
            case .same: "gleich"
            case .similar: "ähnlich"
            case .different: "verschieden"
            }
        let (noun, ending) =
            switch self {
            case .pmid: ("PubMed-Kennung", "e")
            case .doi: ("DOI", "e")
            case .accession: ("Zugangsnummer", "e")
            case .journal: ("Zeitschrift", "e")
            case .volume: ("Band", "er")
            case .issue: ("Heft", "es")
            case .firstPage: ("erste Seite", "e")
            case .lastPage: ("letzte Seite", "e")
            case .abstract: ("Abstract", "es")
            }
        return "\(stem)\(ending) \(noun)"
    }
}

extension DuplicateReason.Title {
    fileprivate var german: String {
        switch self {
        case .missing: "ein Titel fehlt"
        case .same: "gleicher Titel"
        case .spelling: "gleicher Titel bis auf die Schreibung"
        case .shortened: "ein Titel ist der Anfang des anderen"
        case .extended(1): "ein Titel hat ein Wort mehr"
        case .extended(let words): "ein Titel hat \(words) Wörter mehr"
        case .reworded(let percent): "die Titel teilen \(percent) % ihrer Wörter"
        case .different: "verschiedene Titel"
        }
    }
}

extension DuplicateReason.TitleDifference {
    fileprivate var german: String {
        switch self {
        case .numbersDiffer: "ihre Zahlen unterscheiden sich"
        case .numberOnOneSide: "nur einer hat eine Zahl"
        case .isNotice: "einer ist ein Hinweis auf eine andere Arbeit"
        }
    }
}

extension DuplicateReason.Authors {
    fileprivate var german: String {
        switch self {
        case .sameCollective: "gleiche Körperschaft"
        case .missing: "Autoren fehlen"
        case .noneInCommon: "kein Autor gemeinsam"
        case .same(1): "gleicher Autor"
        case .same(let count): "gleiche \(count) Autoren"
        case .common(let count, let shorter, let longer):
            "\(count) von \(shorter) und \(longer) Autoren gemeinsam"
        }
    }
}
