import Bibliography

/// Writes BibTeX in UTF-8; fields of `extra` are written under their own names where BibTeX allows.
enum BibTeXWriter {
    /// All records; keys are the identifiers of the records where they have usable ones.
    static func bytes(of records: [Record]) -> [UInt8] {
        var output = ""
        var used: Set<String> = []
        for (index, record) in records.enumerated() {
            var key = (record.identifier ?? "").filter { isKeyCharacter($0) }
            if key.isEmpty { key = GeneratedKey.key(at: index + 1) }
            // A second entry with the same key would replace the first.
            while !used.insert(key.lowercased()).inserted { key += "-\(index + 1)" }
            let text = entry(record, key: key, remainder: nil)
            guard let remainder = remainder(of: record, beside: text) else {
                output += text
                continue
            }
            output += entry(record, key: key, remainder: remainder)
        }
        return Array(output.utf8)
    }

    private static func remainder(of record: Record, beside text: String) -> String? {
        let read = BibTeXReader.read(Array(text.utf8), fileName: "").records
        guard read.count == 1 else { return Remainder.text(of: record) }
        return Remainder.text(of: record, restored: read[0])
    }

    /// Fields that have a meaning of their own, so that nothing else may be written under their names.
    private static let reserved: Set<String> = [
        "author", "editor", "title", "subtitle", "journal", "journaltitle", "journalsubtitle",
        "booktitle", "booksubtitle", "year", "month", "day", "date", "volume", "number", "issue",
        "pages", "page", "eid", "art_number", "articleno", "article-number", "doi", "pmid",
        "pubmedid", "pubmed_id", "pubmed-id", "pmcid", "pmc", "issn", "isbn", "eissn", "eisbn",
        "abstract", "keywords", "keyword", "author_keywords", "author-keywords", "keywords-plus",
        "tags", "url", "language", "langid", "publisher", "note", "annote", "annotation",
        "crossref", "xdata", "unique-id", "database", "source", "consilience", "entrytype",
    ]

    private static func isKeyCharacter(_ character: Character) -> Bool {
        character.isASCII
            && (character.isLetter || character.isNumber || "-_.:/+".contains(character))
    }

    private static func entry(_ record: Record, key: String, remainder: String?) -> String {
        let date = record.date.flatMap { PartialDate(parsing: $0) }
        var fields: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?, verbatim: Bool = false) {
            guard let value, !value.isEmpty else { return }
            if verbatim, value.contains(where: { "{}\n\r".contains($0) }) { return }
            fields.append((name, verbatim ? value : escaped(value)))
        }
        func addNames(_ name: String, _ names: [Name]) {
            if !names.isEmpty { fields.append((name, names.map(text).joined(separator: " and "))) }
        }
        addNames("author", record.authors)
        addNames("editor", record.editors)
        add("title", record.title)
        add(
            record.type == .conferencePaper || record.type == .chapter ? "booktitle" : "journal",
            record.journal
        )
        add("year", record.year.map(String.init))
        add("date", date?.month == nil ? nil : record.date)
        add("volume", record.volume)
        add("number", record.issue)
        add("pages", record.pages.map { $0.replacing("-", with: "--") })
        add("doi", record.doi, verbatim: true)
        add("pmid", record.pmid)
        add("pmcid", record.pmcid)
        add("issn", record.issn.joined(separator: ", "))
        add("isbn", record.isbn.joined(separator: ", "))
        add("abstract", record.abstract)
        let keywords = record.keywords.joined(separator: "; ")
        // A single keyword with a comma needs a semicolon to stay one.
        add(
            "keywords",
            keywords.contains(",") && !keywords.contains(";") ? keywords + ";" : keywords
        )
        add("url", record.urls.joined(separator: " "), verbatim: true)
        add("language", record.language)
        add("publisher", record.publisher)
        add("unique-id", record.accession)
        add("database", record.database)
        for note in record.notes { add("note", note) }
        let own = Set(fields.map(\.name))
        for (tag, values) in record.extra.sorted(by: { $0.key < $1.key }) {
            // Told by the kind of the entry.
            if tag == "entry type", values == [kind(of: record)] { continue }
            let name = tag.lowercased().filter {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
            }
            // A name that has a meaning of its own, or begins with a digit, gets a prefix.
            let isFree =
                !own.contains(name) && name.first?.isLetter == true && !reserved.contains(name)
            add(isFree ? name : "extra-" + name, values.joined(separator: "; "))
        }
        add("consilience", remainder)
        var output = "@\(kind(of: record)){\(key),\n"
        for field in fields { output += "  \(field.name) = {\(field.value)},\n" }
        return output + "}\n\n"
    }

    /// A name in the order of TeX: `van der Berg, Jr, J. P.`.
    private static func text(of name: Name) -> String {
        if case .literal(let whole) = name { return "{" + escaped(whole) + "}" }
        let parts = name.parts
        let family = protected(
            parts.particle.isEmpty ? parts.family : parts.particle + " " + parts.family
        )
        let given = protected(parts.given)
        // A comma shows that several words without a given name are all family name.
        if given.isEmpty { return family.contains(" ") ? family + "," : family }
        return [family, protected(parts.suffix), given].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    /// A part of a name; in braces if it holds what separates names or their parts.
    private static func protected(_ part: String) -> String {
        let isSeparated = part.contains(",") || " \(part.lowercased()) ".contains(" and ")
        return isSeparated ? "{" + escaped(part) + "}" : escaped(part)
    }

    /// Characters to which TeX gives a meaning.
    private static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&", "%", "#", "_", "$": output += "\\" + String(scalar)
            case "\\": output += "\\textbackslash{}"
            case "~": output += "\\textasciitilde{}"
            // BibTeX counts braces even after a backslash, so a single one would never end.
            case "{": output += "\\textbraceleft{}"
            case "}": output += "\\textbraceright{}"
            case "<": output += "\\textless{}"
            case ">": output += "\\textgreater{}"
            case _ where scalar.value < 32 || scalar.value == 127: output += " "
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// The entry type that the record had, if it still fits.
    private static func kind(of record: Record) -> String {
        if let kept = record.extra["entry type"]?.first,
            BibTeXEntryType.type(of: kept) == record.type
        {
            return kept
        }
        return BibTeXEntryType.kind(of: record.type)
    }
}
