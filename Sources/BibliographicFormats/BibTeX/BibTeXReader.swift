import Bibliography

/// Reads BibTeX and BibLaTeX: entries, nested braces, string macros, concatenation, TeX accents, `crossref`
/// and `xdata`.
///
/// - Reference: Patashnik (1988), BibTeXing; Kime, Wemheuer & Lehman, The biblatex package.
enum BibTeXReader {
    /// Reads all entries of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        let file = BibTeXEntries(bytes)
        var result = ImportResult()
        for problem in file.problems { result.problem(problem.line, problem.what) }
        var inheritance = BibTeXInheritance(file.entries, sizeOfFile: bytes.count)
        for entry in file.entries {
            // Data for other entries, no entry of its own.
            if BibTeXInheritance.isContainer(entry.kind) { continue }
            result.found += 1
            var whole = entry
            whole.fields += inheritance.fields(for: entry)
            let source = RecordSource(file: fileName, position: result.found, line: entry.line)
            result.records.append(BibTeXFields.record(of: whole, source: source))
        }
        if let line = inheritance.lineOfExcess {
            result.problem(line, "too much is inherited from other entries; the rest is left out")
        }
        return result
    }
}

/// What entries inherit from those they name in `crossref` and `xdata`.
struct BibTeXInheritance {
    private var parents: [String: BibTeXEntry] = [:]
    /// Bytes that may still be inherited: many entries could name one large entry.
    private var budget: Int
    /// Line of the first entry that could not inherit any more.
    private(set) var lineOfExcess: Int?

    /// Deep enough for a paper in a volume of a work in several volumes.
    private static let deepest = 4

    init(_ entries: [BibTeXEntry], sizeOfFile: Int) {
        budget = sizeOfFile * 8 + 1 << 20
        let isUsed = entries.contains { entry in
            entry.fields.contains { $0.name == "crossref" || $0.name == "xdata" }
        }
        guard isUsed else { return }
        for entry in entries where parents[entry.key.lowercased()] == nil {
            parents[entry.key.lowercased()] = entry
        }
    }

    /// Whether entries of a kind only hold data for others.
    static func isContainer(_ kind: String) -> Bool { kind == "xdata" }

    /// The fields that an entry inherits; its own fields take precedence.
    mutating func fields(for entry: BibTeXEntry) -> [BibTeXEntry.Field] {
        guard !parents.isEmpty else { return [] }
        var inherited: [BibTeXEntry.Field] = []
        var known = Set(entry.fields.map(\.name))
        var visited: Set<String> = [entry.key.lowercased()]
        var level = [(entry: entry, isContained: false)]
        for _ in 0..<Self.deepest {
            var above: [(entry: BibTeXEntry, isContained: Bool)] = []
            for (child, isContained) in level {
                for (key, isCrossReference) in Self.references(of: child) {
                    guard visited.insert(key).inserted, let parent = parents[key] else { continue }
                    let contains = isContained || isCrossReference
                    for field in parent.fields {
                        let name = contains ? Self.nameInChild(of: field.name) : field.name
                        guard let name, !known.contains(name), !clashes(name, with: known) else {
                            continue
                        }
                        guard spend(field.value.utf8.count, at: entry.line) else {
                            return inherited
                        }
                        inherited.append((name, field.value))
                        known.insert(name)
                    }
                    above.append((parent, contains))
                }
            }
            if above.isEmpty { break }
            level = above
        }
        return inherited
    }

    private mutating func spend(_ count: Int, at line: Int) -> Bool {
        guard count <= budget else {
            lineOfExcess = lineOfExcess ?? line
            return false
        }
        budget -= count
        return true
    }

    private static func references(of entry: BibTeXEntry) -> [(key: String, isCrossReference: Bool)]
    {
        entry.fields.flatMap { field -> [(key: String, isCrossReference: Bool)] in
            guard field.name == "crossref" || field.name == "xdata" else { return [] }
            return field.value.split(separator: ",").prefix(20).map { key in
                (trimmedOfWhiteSpace(String(key)).lowercased(), field.name == "crossref")
            }
        }
    }

    /// A date and a year with a month say the same.
    private func clashes(_ name: String, with known: Set<String>) -> Bool {
        switch name {
        case "date": known.contains("year")
        case "year", "month", "day": known.contains("date")
        case "booktitle": known.contains("journal") || known.contains("journaltitle")
        default: false
        }
    }

    /// What a field of a book is for a part of it; `nil` for what belongs to the book alone.
    ///
    /// A paper that took the DOI of its proceedings would be taken for a duplicate of all the others.
    private static func nameInChild(of name: String) -> String? {
        switch name {
        case "title": "booktitle"
        case "subtitle": "booksubtitle"
        case "doi", "url", "urldate", "abstract", "keywords", "keyword", "pages", "author", "note",
            "file", "pmid", "pmcid", "eprint", "eprinttype", "archiveprefix", "eid", "numpages",
            "pagetotal", "annote", "annotation", "shorttitle", "titleaddon", "unique-id",
            "crossref",
            "xref", "xdata", "ids", "key", "label", "sortkey", "shorthand", "consilience":
            nil
        default: name
        }
    }
}
