import Bibliography

/// The meaning of the fields of a row.
struct DelimitedFields {
    private var draft: RecordDraft
    private let layout: DelimitedLayout
    private var year = ""
    private var month = ""
    private var day = ""
    private var pageCount: Int?
    private var firstPage: String?

    static func record(
        from row: DelimitedTable.Row,
        layout: DelimitedLayout,
        source: RecordSource
    ) -> Record {
        var reader = DelimitedFields(draft: RecordDraft(source: source), layout: layout)
        for column in layout.columns where column.index < row.fields.count {
            reader.add(row.fields[column.index], column)
        }
        return reader.finished()
    }

    private init(draft: RecordDraft, layout: DelimitedLayout) {
        self.draft = draft
        self.layout = layout
    }

    private mutating func add(_ raw: String, _ column: DelimitedLayout.Column) {
        if layout.isOwn, addOwn(raw, column) { return }
        let text = Self.unwrapped(raw)
        guard !text.isEmpty else { return }
        let name = column.name
        switch column.meaning {
        case .title: draft.set(\.title, text, under: name)
        case .authors: addAuthors(text, under: name)
        case .editors: for entry in list(text) { draft.addEditors(entry) }
        case .year: if year.isEmpty { year = text } else { draft.keep(text, under: name) }
        case .month: month = text
        case .day: day = text
        case .date: draft.addDate(dateText(text), rank: 1, under: name)
        case .journal: draft.set(\.journal, text, under: name)
        case .abstract: draft.set(\.abstract, text, under: name)
        case .keywords: addKeywords(text)
        case .language: draft.append(\.language, text, by: "; ")
        case .publisher: draft.set(\.publisher, text, under: name)
        case .type: setType(text, under: name)
        case .notices: addNotices(text, under: name)
        case .isRetracted:
            if text.lowercased() == "true" { draft.addNotices([.retracted]) }
        case .notes: draft.addNote(text)
        case .citation:
            if layout.isPubMed {
                readPubMedCitation(text, under: name)
            } else {
                readCitation(text, under: name)
            }
        default: addNumber(text, column)
        }
    }

    private mutating func addNumber(_ text: String, _ column: DelimitedLayout.Column) {
        let name = column.name
        switch column.meaning {
        case .volume: draft.set(\.volume, text, under: name)
        case .issue: draft.set(\.issue, text, under: name)
        case .pages: draft.addPages(text, under: name)
        case .firstPage:
            firstPage = firstPage ?? text
            draft.addFirstPage(text, under: name)
        case .lastPage: draft.addLastPage(text, under: name)
        case .pageCount:
            pageCount = Int(text)
            draft.keep(text, under: name)
        case .articleNumber: draft.addArticleNumber(text, under: name)
        case .doi: draft.setDOI(text, under: name)
        case .pmid: draft.setPMID(text, under: name)
        case .pmcid: draft.setPMCID(text, under: name)
        case .serialNumbers: draft.addSerialNumbers(text, under: name)
        case .address: addAddresses(text, under: name)
        case .accession: draft.set(\.accession, text, under: name)
        case .identifier: draft.set(\.identifier, text, under: name)
        case .database: draft.set(\.database, text, under: name)
        default: draft.keep(text, under: name)
        }
    }

    /// Columns in which this program writes lists one entry a line.
    private mutating func addOwn(_ raw: String, _ column: DelimitedLayout.Column) -> Bool {
        var lines: [String] { lineTexts(of: raw) }
        switch column.meaning {
        case .authors:
            for line in lines { draft.record.authors += Name.parsing(line).map { [$0] } ?? [] }
        case .editors:
            for line in lines { draft.record.editors += Name.parsing(line).map { [$0] } ?? [] }
        case .keywords: draft.record.keywords += lines
        case .address: draft.record.urls += lines
        case .notes: draft.record.notes += lines
        default:
            guard column.isExtra else { return false }
            for line in lines { draft.keep(line, under: String(column.name.dropFirst(6))) }
        }
        return true
    }

    /// A value without the formula in which some databases hide numbers from Excel: `="08912963"`.
    private static func unwrapped(_ raw: String) -> String {
        var text = PlainText.cleaned(raw)
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 {
            text = String(text.dropFirst(2).dropLast())
        }
        return text
    }

    private mutating func addNotices(_ text: String, under name: String) {
        for part in text.split(separator: ";").map({ trimmedOfWhiteSpace(String($0)) }) {
            if let notice = Notice(rawValue: part) {
                draft.addNotices([notice])
            } else {
                draft.keep(part, under: name)
            }
        }
    }

    /// A list written as in Python: `['Marx, Karl', 'Lindgren, Astrid']`.
    private func list(_ text: String) -> [String] {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return [text] }
        return PythonList.entries(of: text) ?? [text]
    }

    private mutating func addAuthors(_ text: String, under name: String) {
        guard draft.record.authors.isEmpty else {
            draft.keep(text, under: name)
            return
        }
        if layout.hasGluedAuthors {
            for part in GluedNames.split(text) { draft.addAuthor(Name.parsing(part)) }
            return
        }
        let entries = list(text)
        if entries.count > 1 {
            for entry in entries { draft.addAuthor(Name.parsing(entry)) }
        } else {
            // Scopus: `Wilson, Lauren N. (58975547800); …`.
            draft.record.authors = Name.parsingList(
                Self.withoutNumbersInBrackets(entries.first ?? "")
            )
        }
    }

    private static func withoutNumbersInBrackets(_ text: String) -> String {
        guard text.contains("(") else { return text }
        var output = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "(") {
            output += rest[..<open]
            let body = rest[open...]
            guard let close = body.firstIndex(of: ")") else { return output + body }
            let inside = body[body.index(after: open)..<close]
            let isNumber = !inside.isEmpty && inside.utf8.allSatisfy(isDigit)
            if !isNumber { output += body[...close] }
            rest = body[body.index(after: close)...]
        }
        return output + rest
    }

    private mutating func addKeywords(_ text: String) {
        let entries = list(text)
        if entries.count > 1 {
            draft.record.keywords += entries
            return
        }
        let separator: Character = text.contains(";") ? ";" : text.contains("|") ? "|" : ","
        draft.addKeywords(text, separator: separator)
    }

    private mutating func addAddresses(_ text: String, under name: String) {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|") })
        else {
            draft.addAddresses(text, under: name)
            return
        }
        for part in text.replacing(";", with: " ").replacing("|", with: " ").split(separator: " ") {
            let isLink = part.hasPrefix("http") || part.hasPrefix("www.")
            if !isLink || !text.contains(" ") && !text.hasPrefix("http") {
                draft.addAddresses(text, under: name)
                return
            }
        }
        let separated = text.contains("; ") || text.contains("|")
        let plain = separated ? text.replacing("; ", with: " ").replacing("|", with: " ") : text
        draft.addAddresses(plain, under: name)
    }

    /// CINAHL writes dates as in the United States: `4/3/2024`.
    private func dateText(_ text: String) -> String {
        let parts = text.split(separator: "/")
        guard layout.hasPageCounts, parts.count == 3, parts[2].utf8.count == 4 else { return text }
        return "\(parts[2])/\(parts[0])/\(parts[1])"
    }

    private mutating func setType(_ text: String, under name: String) {
        draft.addNotices(DocumentKind.notices(inType: text))
        guard draft.record.type == .other else {
            draft.keep(text, under: name)
            return
        }
        if let type = RecordType(rawValue: text) {
            draft.record.type = type
            return
        }
        let code = RISType.type(ofCode: text.uppercased())
        draft.record.type = code != .other ? code : DocumentKind.type(named: text) ?? .other
        draft.keep(text, under: name)
    }

    /// CINAHL gives the first page and the number of pages.
    private mutating func settlePageCount() {
        guard layout.hasPageCounts, let count = pageCount, (1...2000).contains(count),
            let first = firstPage.flatMap({ Int($0) })
        else { return }
        draft.addLastPage(String(first + count - 1), under: "Page Count")
    }

    /// PubMed: `Eur J Med Genet. 2020 Feb;63(2):103640. doi: …`.
    private mutating func readPubMedCitation(_ text: String, under name: String) {
        draft.keep(text, under: name)
        guard let start = text.firstIndex(of: ";"),
            let colon = text[start...].firstIndex(of: ":")
        else { return }
        let place = text[text.index(after: start)..<colon]
        let end = text[colon...].firstRange(of: ". ")?.lowerBound ?? text.endIndex
        let pages = text[text.index(after: colon)..<end]
        guard place.utf8.count < 24, pages.utf8.count < 24, !place.contains(".") else { return }
        let parts = place.split(separator: "(", maxSplits: 1).map(String.init)
        if place.first != "(", let volume = parts.first {
            draft.set(\.volume, volume, under: name)
        }
        if let issue = place.first == "(" ? parts.first : parts.dropFirst().first {
            draft.set(\.issue, String(issue.filter { $0 != ")" }), under: name)
        }
        draft.addPages(String(pages.last == "." ? pages.dropLast() : pages), under: name)
    }

    /// Embase: `Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014`.
    private mutating func readCitation(_ text: String, under name: String) {
        draft.keep(text, under: name)
        guard draft.record.journal == nil, let open = text.firstRange(of: " (") else { return }
        let digits = text[open.upperBound...].prefix { $0 != ")" }
        guard digits.utf8.count == 4, let found = Int(digits), (1400...2199).contains(found) else {
            return
        }
        draft.record.journal = String(text[..<open.lowerBound])
        if year.isEmpty { year = String(digits) }
    }

    private mutating func finished() -> Record {
        let whole = [year, month, day].filter { !$0.isEmpty }.joined(separator: " ")
        if !year.isEmpty {
            draft.addDate(whole, rank: 0, under: "year")
        } else if !month.isEmpty {
            draft.keep(month, under: "month")
        }
        settlePageCount()
        if draft.record.type == .other, !layout.hasTypes, draft.record.journal != nil {
            draft.record.type = .article
        }
        return draft.finished()
    }
}
