/// Sums of what was found, in bits.
extension Weights {
    func bits(of title: TitleAgreement) -> Double {
        let agreeing = min(
            titleMost,
            Double(title.agreeing) * titleWord
                + (title.agreeing == 0 ? titleStock : 0)
        )
        switch title.degree {
        case .missing: return 0
        case .same: return agreeing
        case .spelling: return agreeing + titleSpelling
        case .shortened: return agreeing + titleShortened
        case .extended:
            return agreeing + titleExtended
                - Double(max(0, title.onlyLeft + title.onlyRight - 1))
        case .reworded:
            let replaced = Double(min(title.onlyLeft, title.onlyRight))
            let added = Double(abs(title.onlyLeft - title.onlyRight))
            return agreeing + titleReplaced * replaced - added
        case .different: return titleDifferent
        }
    }

    func bits(of authors: AuthorAgreement) -> Double {
        guard !authors.isUnknown else { return authors.collectivesMatch ? author : 0 }
        guard authors.matched > 0 else { return authorsDifferent }
        let missing = Double(authors.shorter - authors.matched)
        let single = authors.longer == 1 ? firstAuthor : 0
        return min(
            authorsMost,
            Double(authors.matched) * author
                + (authors.firstMatches ? firstAuthor : 0) + single
        )
            + missing * authorMissing
    }

    func placeBits(_ evidence: Evidence) -> Double {
        func weigh(_ agreement: Agreement, _ same: Double, _ different: Double) -> Double {
            switch agreement {
            case .unknown: return 0
            case .same: return same
            case .similar: return same / 2
            case .different: return different
            }
        }
        var bits = 0.0
        switch evidence.yearGap {
        case nil: break
        case 0: bits += yearSame
        case 1: bits += yearNear
        case 2: bits += yearTwo
        default: bits += yearFar
        }
        if evidence.forms == .thesis { return bits }
        bits += weigh(evidence.journal, journalSame, journalDifferent)
        bits += weigh(evidence.volume, volumeSame, volumeDifferent)
        bits += weigh(evidence.issue, issueSame, issueDifferent)
        bits += weigh(evidence.firstPage, firstPageSame, firstPageDifferent)
        bits += weigh(evidence.lastPage, lastPageSame, lastPageDifferent)
        return bits
    }

    func identifierBits(_ evidence: Evidence) -> Double {
        var bits = 0.0
        if evidence.doi == .same { bits += doiSame }
        if evidence.doi == .different { bits += doiDifferent }
        if evidence.pmid == .same { bits += pmidSame }
        if evidence.pmid == .different { bits += pmidDifferent }
        if evidence.accession == .same { bits += accessionSame }
        if evidence.abstract == .same { bits += abstractSame }
        if evidence.abstract == .different { bits += abstractDifferent }
        return bits
    }
}
