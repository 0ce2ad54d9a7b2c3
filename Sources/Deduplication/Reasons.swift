extension Evidence {
    /// What agrees and what differs, in words, the strongest first.
    func reasons(caution: Rule?) -> [String] {
        var reasons: [String] = []
        func add(_ agreement: Agreement, _ what: String) {
            switch agreement {
            case .same: reasons.append("same \(what)")
            case .similar: reasons.append("similar \(what)")
            case .different: reasons.append("different \(what)")
            case .unknown: break
            }
        }
        if let caution { reasons.append("for a person: \(caution.rawValue)") }
        add(pmid, "PubMed identifier")
        add(doi, "DOI")
        add(accession, "accession number")
        reasons.append(title.words)
        if let words = authors.words { reasons.append(words) }
        switch yearGap {
        case nil: reasons.append("a year is missing")
        case 0: reasons.append("same year")
        case 1: reasons.append("years one apart")
        case let gap?: reasons.append("years \(gap) apart")
        }
        add(journal, "journal")
        add(volume, "volume")
        add(issue, "issue")
        add(firstPage, "first page")
        add(lastPage, "last page")
        add(abstract, "abstract")
        if noticesDiffer { reasons.append("one is marked as a notice about another work") }
        return reasons
    }
}

extension TitleAgreement {
    /// How the titles relate, in words.
    var words: String {
        let text: String
        switch degree {
        case .missing: return "a title is missing"
        case .same: text = "same title"
        case .spelling: text = "same title but for spelling"
        case .shortened: text = "one title is the beginning of the other"
        case .extended: text = "one title has \(onlyLeft + onlyRight) more words"
        case .reworded: text = "titles share \(Int(share * 100)) % of their words"
        case .different: text = "different titles"
        }
        var additions = ""
        if numeralsDiffer { additions += ", their numbers differ" }
        if numeralsOneSided { additions += ", only one has a number" }
        if kindsDiffer { additions += ", one is a notice about another work" }
        return text + additions
    }
}

extension AuthorAgreement {
    /// How the lists of authors relate, in words; nil when there is nothing to say.
    var words: String? {
        if isUnknown { return collectivesMatch ? "same collective author" : "authors are missing" }
        if matched == 0 { return "no author in common" }
        if isComplete { return longer == 1 ? "same author" : "same \(longer) authors" }
        return "\(matched) of \(shorter) and \(longer) authors in common"
    }
}
