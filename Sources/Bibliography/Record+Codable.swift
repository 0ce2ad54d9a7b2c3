extension Record {
    /// Field names of the JSON form, as in the contract of `consilience convert --to json`.
    private enum CodingKeys: String, CodingKey {
        case type, notices, title, authors, editors, year, date, journal, volume, issue, pages
        case doi, pmid, pmcid, issn, isbn, abstract, keywords, urls, language, publisher
        case accession, database, notes, extra
        case identifier = "id"
        case source
    }

    /// Writes the record; absent values are left out, not written as empty.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func list<Element: Encodable>(_ values: [Element], _ key: CodingKeys) throws {
            if !values.isEmpty { try container.encode(values, forKey: key) }
        }
        try container.encode(type, forKey: .type)
        try list(notices, .notices)
        try container.encodeIfPresent(title, forKey: .title)
        try list(authors, .authors)
        try list(editors, .editors)
        try container.encodeIfPresent(year, forKey: .year)
        try container.encodeIfPresent(date, forKey: .date)
        try container.encodeIfPresent(journal, forKey: .journal)
        try container.encodeIfPresent(volume, forKey: .volume)
        try container.encodeIfPresent(issue, forKey: .issue)
        try container.encodeIfPresent(pages, forKey: .pages)
        try container.encodeIfPresent(doi, forKey: .doi)
        try container.encodeIfPresent(pmid, forKey: .pmid)
        try container.encodeIfPresent(pmcid, forKey: .pmcid)
        try list(issn, .issn)
        try list(isbn, .isbn)
        try container.encodeIfPresent(abstract, forKey: .abstract)
        try list(keywords, .keywords)
        try list(urls, .urls)
        try container.encodeIfPresent(language, forKey: .language)
        try container.encodeIfPresent(publisher, forKey: .publisher)
        try container.encodeIfPresent(accession, forKey: .accession)
        try container.encodeIfPresent(database, forKey: .database)
        try list(notes, .notes)
        if !extra.isEmpty { try container.encode(extra, forKey: .extra) }
        try container.encodeIfPresent(identifier, forKey: .identifier)
        try container.encode(source, forKey: .source)
    }

    /// Reads a record; every key but the source may be absent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? {
            try container.decodeIfPresent(String.self, forKey: key)
        }
        func list<Element: Decodable>(_ key: CodingKeys) throws -> [Element] {
            try container.decodeIfPresent([Element].self, forKey: key) ?? []
        }
        type = try container.decodeIfPresent(RecordType.self, forKey: .type) ?? .other
        notices = try list(.notices)
        title = try text(.title)
        authors = try list(.authors)
        editors = try list(.editors)
        year = try container.decodeIfPresent(Int.self, forKey: .year)
        date = try text(.date)
        journal = try text(.journal)
        volume = try text(.volume)
        issue = try text(.issue)
        pages = try text(.pages)
        doi = try text(.doi)
        pmid = try text(.pmid)
        pmcid = try text(.pmcid)
        issn = try list(.issn)
        isbn = try list(.isbn)
        abstract = try text(.abstract)
        keywords = try list(.keywords)
        urls = try list(.urls)
        language = try text(.language)
        publisher = try text(.publisher)
        accession = try text(.accession)
        database = try text(.database)
        notes = try list(.notes)
        extra = try container.decodeIfPresent([String: [String]].self, forKey: .extra) ?? [:]
        identifier = try text(.identifier)
        source = try container.decodeIfPresent(RecordSource.self, forKey: .source) ?? RecordSource()
    }
}

extension Name: Codable {
    private enum CodingKeys: String, CodingKey {
        case family, given, literal
    }

    /// Writes `{family, given}` for a person and `{literal}` for a collective.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .person(let family, let given):
            try container.encode(family, forKey: .family)
            try container.encodeIfPresent(given, forKey: .given)
        case .literal(let name):
            try container.encode(name, forKey: .literal)
        }
    }

    /// Reads either form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let literal = try container.decodeIfPresent(String.self, forKey: .literal) {
            self = .literal(literal)
        } else {
            self = .person(
                family: try container.decode(String.self, forKey: .family),
                given: try container.decodeIfPresent(String.self, forKey: .given)
            )
        }
    }
}
