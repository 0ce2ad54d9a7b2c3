import Bibliography

/// The meaning of the elements of a PubMed record, told in the tags of MEDLINE text.
struct PubMedXMLFields {
    private let fragment: XMLFragment
    private var fields: MEDLINEFields
    private var hasContent = false

    typealias Element = XMLFragment.Element

    /// The record; `nil` if the element holds nothing.
    static func record(from fragment: XMLFragment, source: RecordSource) -> Record? {
        guard let root = fragment.root else { return nil }
        var reader = PubMedXMLFields(fragment: fragment, source: source)
        reader.read(root)
        return reader.hasContent ? reader.fields.finished() : nil
    }

    private init(fragment: XMLFragment, source: RecordSource) {
        self.fragment = fragment
        fields = MEDLINEFields(source: source)
    }

    private mutating func read(_ root: Element) {
        switch fragment.name(of: root) {
        case "MedlineCitation": addCitation(root)
        case "PubmedBookArticle":
            for child in fragment.children(of: root) {
                switch fragment.name(of: child) {
                case "BookDocument": addBookDocument(child)
                case "PubmedBookData": addPubMedData(child)
                default: keep(child)
                }
            }
        default:
            for child in fragment.children(of: root) {
                switch fragment.name(of: child) {
                case "MedlineCitation": addCitation(child)
                case "PubmedData": addPubMedData(child)
                default: keep(child)
                }
            }
        }
    }

    private mutating func add(_ text: String?, _ tag: FieldTag) {
        guard let text, !text.isEmpty else { return }
        hasContent = true
        fields.add(text, under: tag)
    }

    /// Keeps an element that has no tag in MEDLINE text.
    private mutating func keep(_ element: Element) {
        let text = fragment.text(of: element)
        guard !text.isEmpty else { return }
        hasContent = true
        fields.keep(text, under: fragment.name(of: element))
    }
}

extension PubMedXMLFields {
    private mutating func addCitation(_ citation: Element) {
        add(fragment.attribute("Owner", of: citation), "OWN")
        add(fragment.attribute("Status", of: citation), "STAT")
        for child in fragment.children(of: citation) {
            switch fragment.name(of: child) {
            case "PMID": add(fragment.text(of: child), "PMID")
            case "DateCompleted": add(day(child, "/"), "DCOM")
            case "DateRevised": add(day(child, "/"), "LR")
            case "DateCreated": add(day(child, "/"), "DA")
            case "Article": addArticle(child)
            case "MedlineJournalInfo": addJournalInfo(child)
            case "ChemicalList":
                for chemical in fragment.children(of: child) { addChemical(chemical) }
            case "CitationSubset": add(fragment.text(of: child), "SB")
            case "CommentsCorrectionsList":
                for notice in fragment.children(of: child) { addCorrection(notice) }
            case "MeshHeadingList":
                for heading in fragment.children(of: child) { add(meshHeading(heading), "MH") }
            case "KeywordList": addKeywords(child)
            case "OtherAbstract": add(abstract(child), "OAB")
            case "OtherID": addOtherIdentifier(child)
            case "InvestigatorList": addInvestigators(child)
            case "PersonalNameSubjectList":
                for name in fragment.children(of: child) { add(nameText(name), "FPS") }
            case "SupplMeshList":
                for name in fragment.children(of: child) { add(fragment.text(of: name), "NM") }
            case "GeneSymbolList":
                for symbol in fragment.children(of: child) { add(fragment.text(of: symbol), "GS") }
            case "SpaceFlightMission": add(fragment.text(of: child), "SFM")
            case "GeneralNote": add(fragment.text(of: child), "GN")
            case "NumberOfReferences": add(fragment.text(of: child), "RF")
            case "CoiStatement": add(fragment.text(of: child), "COIS")
            default: keep(child)
            }
        }
    }

    private mutating func addArticle(_ article: Element) {
        for child in fragment.children(of: article) {
            switch fragment.name(of: child) {
            case "Journal": addJournal(child)
            case "ArticleTitle": add(fragment.text(of: child), "TI")
            case "VernacularTitle": add(fragment.text(of: child), "TT")
            case "Pagination": addPagination(child)
            case "ELocationID": addLocation(child, kind: "EIdType", under: "LID")
            case "Abstract": addAbstract(child)
            case "AuthorList": addAuthors(child)
            case "Language": add(fragment.text(of: child), "LA")
            case "DataBankList":
                for bank in fragment.children(of: child) { addDataBank(bank) }
            case "GrantList":
                for grant in fragment.children(of: child) { addGrant(grant) }
            case "PublicationTypeList":
                for type in fragment.children(of: child) { add(fragment.text(of: type), "PT") }
            case "ArticleDate": add(day(child, ""), "DEP")
            default: keep(child)
            }
        }
        let date = fragment.first("Journal", "JournalIssue", "PubDate", of: article)
        if date.map({ dateText($0).isEmpty }) ?? true,
            let electronic = fragment.first("ArticleDate", of: article)
        {
            add(dateText(electronic), "DP")
        }
    }

    private mutating func addJournal(_ journal: Element) {
        for child in fragment.children(of: journal) {
            switch fragment.name(of: child) {
            case "ISSN": add(fragment.text(of: child), "IS")
            case "JournalIssue":
                add(fragment.text("Volume", of: child), "VI")
                add(fragment.text("Issue", of: child), "IP")
                if let date = fragment.first("PubDate", of: child) { add(dateText(date), "DP") }
            case "Title": add(fragment.text(of: child), "JT")
            default: keep(child)
            }
        }
    }

    private mutating func addJournalInfo(_ info: Element) {
        for child in fragment.children(of: info) {
            switch fragment.name(of: child) {
            case "Country": add(fragment.text(of: child), "PL")
            case "MedlineTA": add(fragment.text(of: child), "TA")
            case "NlmUniqueID": add(fragment.text(of: child), "JID")
            case "ISSNLinking": add(fragment.text(of: child), "IS")
            default: keep(child)
            }
        }
    }

    /// `132-42`, or a first and a last page.
    private mutating func addPagination(_ pagination: Element) {
        if let pages = fragment.text("MedlinePgn", of: pagination) {
            add(pages, "PG")
            return
        }
        let first = fragment.text("StartPage", of: pagination)
        let last = fragment.text("EndPage", of: pagination)
        add([first, last].compactMap { $0 }.joined(separator: "-"), "PG")
    }

    private mutating func addAbstract(_ element: Element) {
        add(abstract(element), "AB")
        add(fragment.text("CopyrightInformation", of: element), "CI")
    }

    /// The parts of an abstract, each after its label as in MEDLINE text: `METHODS: …`.
    private func abstract(_ element: Element) -> String {
        let parts = fragment.children("AbstractText", of: element)
        guard !parts.isEmpty else { return fragment.text(of: element) }
        let texts = parts.compactMap { part -> String? in
            let text = fragment.text(of: part)
            guard !text.isEmpty else { return nil }
            guard let label = fragment.attribute("Label", of: part), !label.isEmpty else {
                return text
            }
            return "\(label): \(text)"
        }
        return texts.joined(separator: " ")
    }

    private mutating func addLocation(_ element: Element, kind: String, under tag: FieldTag) {
        let text = fragment.text(of: element)
        let type = fragment.attribute(kind, of: element) ?? ""
        if fragment.attribute("ValidYN", of: element) == "N" {
            fields.keep("\(text) [\(type), not valid]", under: tag.text)
        } else if !text.isEmpty {
            add(type.isEmpty ? text : "\(text) [\(type)]", tag)
        }
    }

    private mutating func addPubMedData(_ data: Element) {
        for child in fragment.children(of: data) {
            switch fragment.name(of: child) {
            case "ArticleIdList":
                for identifier in fragment.children("ArticleId", of: child) {
                    switch fragment.attribute("IdType", of: identifier) ?? "" {
                    case "pubmed": add(fragment.text(of: identifier), "PMID")
                    case "pmc": add(fragment.text(of: identifier), "PMC")
                    case "mid": add(fragment.text(of: identifier), "MID")
                    default: addLocation(identifier, kind: "IdType", under: "AID")
                    }
                }
            case "PublicationStatus": add(fragment.text(of: child), "PST")
            case "History":
                for date in fragment.children(of: child) {
                    let status = fragment.attribute("PubStatus", of: date) ?? ""
                    add("\(day(date, "/")) [\(status)]", "PHST")
                }
            case "ReferenceList":
                // The identifiers in here are those of other articles.
                fields.keep(
                    String(fragment.children("Reference", of: child).count),
                    under: "number of references"
                )
            default: keep(child)
            }
        }
    }
}

extension PubMedXMLFields {
    private mutating func addBookDocument(_ document: Element) {
        let isChapter = fragment.text("ArticleTitle", of: document) != nil
        fields.add(isChapter ? "Book Chapter" : "Book", under: "PT")
        // The title of the book comes first, but is the place of the chapter.
        add(fragment.text("ArticleTitle", of: document), "TI")
        for child in fragment.children(of: document) {
            switch fragment.name(of: child) {
            case "PMID": add(fragment.text(of: child), "PMID")
            case "ArticleTitle": break
            case "VernacularTitle": add(fragment.text(of: child), "TT")
            case "ArticleIdList":
                for identifier in fragment.children("ArticleId", of: child) {
                    addLocation(identifier, kind: "IdType", under: "AID")
                }
            case "Book": addBook(child, isChapter: isChapter)
            case "AuthorList": addAuthors(child)
            case "Pagination": addPagination(child)
            case "Language": add(fragment.text(of: child), "LA")
            case "PublicationType": add(fragment.text(of: child), "PT")
            case "Abstract": addAbstract(child)
            case "KeywordList": addKeywords(child)
            case "ContributionDate": add(day(child, "/"), "CTDT")
            case "DateRevised": add(day(child, "/"), "LR")
            case "ItemList":
                for item in fragment.children(of: child) { keep(item) }
            default: keep(child)
            }
        }
    }

    private mutating func addBook(_ book: Element, isChapter: Bool) {
        // The names of a chapter are its own; those of the book count where there is none.
        for child in fragment.children(of: book) {
            switch fragment.name(of: child) {
            case "Publisher":
                add(fragment.text("PublisherName", of: child), "PB")
                add(fragment.text("PublisherLocation", of: child), "PL")
            case "BookTitle": add(fragment.text(of: child), "BTI")
            case "PubDate": add(dateText(child), "DP")
            case "BeginningDate": add(dateText(child), "BDAT")
            case "EndingDate": add(dateText(child), "EDAT")
            case "AuthorList":
                if isChapter, fragment.attribute("Type", of: child) != "editors" {
                    for author in fragment.children(of: child) { add(nameText(author), "BAU") }
                } else {
                    addAuthors(child)
                }
            case "Volume": add(fragment.text(of: child), "VI")
            case "Edition": add(fragment.text(of: child), "EN")
            case "CollectionTitle": add(fragment.text(of: child), "CTI")
            case "Isbn": add(fragment.text(of: child), "ISBN")
            case "ELocationID": addLocation(child, kind: "EIdType", under: "LID")
            default: keep(child)
            }
        }
    }

    private mutating func addAuthors(_ list: Element) {
        let authors = fragment.children("Author", of: list)
        if fragment.attribute("Type", of: list) == "editors" {
            for editor in authors { add(nameText(editor), "FED") }
            return
        }
        // A name that was put right by an erratum stays in the list, marked as not valid.
        let valid = authors.filter { fragment.attribute("ValidYN", of: $0) != "N" }
        for author in authors {
            if !valid.isEmpty, fragment.attribute("ValidYN", of: author) == "N" {
                fields.keep(nameText(author), under: "author name put right")
                continue
            }
            guard let name = name(author) else { continue }
            hasContent = true
            fields.addAuthor(name)
            addBelongings(of: author)
        }
    }

    /// Affiliations and identifiers of a person.
    private mutating func addBelongings(of author: Element) {
        for child in fragment.children(of: author) {
            switch fragment.name(of: child) {
            case "Identifier":
                let source = fragment.attribute("Source", of: child) ?? "ID"
                add("\(source): \(fragment.text(of: child))", "AUID")
            case "AffiliationInfo": add(fragment.text("Affiliation", of: child), "AD")
            case "Affiliation": add(fragment.text(of: child), "AD")
            default: break
            }
        }
    }

    /// The name of an `Author`, whose parts the database has told apart.
    private func name(_ author: Element) -> Name? {
        if let collective = fragment.text("CollectiveName", of: author) {
            return .literal(collective)
        }
        let family = fragment.text("LastName", of: author)
        var given =
            fragment.text("ForeName", of: author) ?? fragment.text("FirstName", of: author)
            ?? fragment.text("Initials", of: author)
        guard let family else { return given.map { .literal($0) } }
        if let suffix = fragment.text("Suffix", of: author) {
            given = given.map { "\($0), \(suffix)" } ?? suffix
        }
        return .person(family: family, given: given)
    }

    private func nameText(_ person: Element) -> String {
        name(person)?.text ?? ""
    }

    private mutating func addInvestigators(_ list: Element) {
        for person in fragment.children(of: list) {
            add(nameText(person), "FIR")
            for info in fragment.children("AffiliationInfo", of: person) {
                add(fragment.text("Affiliation", of: info), "IRAD")
            }
        }
    }
}

extension PubMedXMLFields {
    /// `Neoplasms/*diagnosis/therapy`, a star before what the article is mainly about.
    private func meshHeading(_ heading: Element) -> String {
        let parts = fragment.children(of: heading).map { part in
            let isMajor = fragment.attribute("MajorTopicYN", of: part) == "Y"
            return (isMajor ? "*" : "") + fragment.text(of: part)
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "/")
    }

    private mutating func addKeywords(_ list: Element) {
        if let owner = fragment.attribute("Owner", of: list) { add(owner, "OTO") }
        for keyword in fragment.children("Keyword", of: list) {
            let isMajor = fragment.attribute("MajorTopicYN", of: keyword) == "Y"
            let text = fragment.text(of: keyword)
            if !text.isEmpty { add((isMajor ? "*" : "") + text, "OT") }
        }
    }

    private mutating func addChemical(_ chemical: Element) {
        let number = fragment.text("RegistryNumber", of: chemical) ?? "0"
        if let name = fragment.text("NameOfSubstance", of: chemical) {
            add("\(number) (\(name))", "RN")
        }
    }

    private mutating func addDataBank(_ bank: Element) {
        guard let name = fragment.text("DataBankName", of: bank) else { return }
        let numbers = fragment.first("AccessionNumberList", of: bank).map(fragment.children) ?? []
        if numbers.isEmpty { add(name, "SI") }
        for number in numbers { add("\(name)/\(fragment.text(of: number))", "SI") }
    }

    private mutating func addGrant(_ grant: Element) {
        let parts = ["GrantID", "Acronym", "Agency", "Country"]
        add(parts.compactMap { fragment.text($0, of: grant) }.joined(separator: "/"), "GR")
    }

    private mutating func addOtherIdentifier(_ element: Element) {
        let source = fragment.attribute("Source", of: element) ?? ""
        add("\(source): \(fragment.text(of: element))", "OID")
    }

    /// Tags of MEDLINE text for the kinds of `CommentsCorrections`.
    private static let correctionTags: [String: FieldTag] = [
        "AssociatedDataset": "ADS", "AssociatedPublication": "ASP", "CommentIn": "CIN",
        "CommentOn": "CON", "CorrectedandRepublishedIn": "CRI",
        "CorrectedandRepublishedFrom": "CRF", "ErratumIn": "EIN", "ErratumFor": "EFR",
        "ExpressionOfConcernIn": "ECI", "ExpressionOfConcernFor": "ECF",
        "OriginalReportIn": "ORI", "PartialRetractionIn": "PRIN", "PartialRetractionOf": "PROF",
        "ReprintIn": "RPI", "ReprintOf": "RPF", "RepublishedFrom": "RPF", "RepublishedIn": "RPI",
        "RetractedandRepublishedFrom": "RRF", "RetractedandRepublishedIn": "RRI",
        "RetractionIn": "RIN", "RetractionOf": "ROF", "SummaryForPatientsIn": "SPIN",
        "UpdateIn": "UIN", "UpdateOf": "UOF",
    ]

    private mutating func addCorrection(_ element: Element) {
        var parts = [fragment.text("RefSource", of: element) ?? ""]
        if let number = fragment.text("PMID", of: element) { parts.append("PMID: \(number)") }
        if let note = fragment.text("Note", of: element) { parts.append(note) }
        let text = parts.filter { !$0.isEmpty }.joined(separator: " ")
        let kind = fragment.attribute("RefType", of: element) ?? ""
        // The cited articles of very old exports say nothing of this one.
        if let tag = Self.correctionTags[kind] {
            add(text, tag)
        } else if !text.isEmpty {
            fields.keep(text, under: kind.isEmpty ? "CommentsCorrections" : kind)
        }
    }

    /// A date as in MEDLINE text: `2008 Feb 3`, `2000 Spring`, `1998 Dec-1999 Jan`.
    private func dateText(_ date: Element) -> String {
        if let text = fragment.text("MedlineDate", of: date) { return text }
        let parts = ["Year", "Month", "Day", "Season"].compactMap { fragment.text($0, of: date) }
        return parts.joined(separator: " ")
    }

    /// A day in digits, its parts padded: `2008/02/03`.
    private func day(_ date: Element, _ separator: String) -> String {
        ["Year", "Month", "Day"].compactMap { fragment.text($0, of: date) }.map { part in
            part.utf8.count == 1 ? "0" + part : part
        }.joined(separator: separator)
    }
}
