extension Evidence {
    /// What agrees and what differs, the strongest first.
    func reasons(caution: PairRule?) -> [DuplicateReason] {
        var reasons: [DuplicateReason] = []
        func add(_ agreement: Agreement, _ field: DuplicateReason.Field) {
            switch agreement {
            case .same: reasons.append(.field(.same, field))
            case .similar: reasons.append(.field(.similar, field))
            case .different: reasons.append(.field(.different, field))
            case .unknown: break
            }
        }
        if let caution { reasons.append(.forPerson(caution)) }
        add(pmid, .pmid)
        add(doi, .doi)
        add(accession, .accession)
        reasons.append(title.reason)
        reasons.append(.authors(authors.reason))
        reasons.append(.years(yearGap))
        add(journal, .journal)
        add(volume, .volume)
        add(issue, .issue)
        add(firstPage, .firstPage)
        add(lastPage, .lastPage)
        add(abstract, .abstract)
        if noticesDiffer { reasons.append(.isNotice) }
        return reasons
    }
}

extension TitleAgreement {
    /// How the titles relate.
    var reason: DuplicateReason {
        let title: DuplicateReason.Title
        switch degree {
        // Of a title that is missing there is nothing more to say.
        case .missing: return .title(.missing, [])
        case .same: title = .same
        case .spelling: title = .spelling
        case .shortened: title = .shortened
        case .extended: title = .extended(words: onlyLeft + onlyRight)
        case .reworded: title = .reworded(percent: Int(share * 100))
        case .different: title = .different
        }
        var differences: [DuplicateReason.TitleDifference] = []
        if numeralsDiffer { differences.append(.numbersDiffer) }
        if numeralsOneSided { differences.append(.numberOnOneSide) }
        if kindsDiffer { differences.append(.isNotice) }
        return .title(title, differences)
    }
}

extension AuthorAgreement {
    /// How the lists of authors relate.
    var reason: DuplicateReason.Authors {
        if isUnknown { return collectivesMatch ? .sameCollective : .missing }
        if matched == 0 { return .noneInCommon }
        return isComplete ? .same(longer) : .common(matched, shorter: shorter, longer: longer)
    }
}
