import Bibliography

/// Finds the format of a text from its content.
enum FormatDetection {
    /// The format of a text in UTF-8.
    ///
    /// - Throws: `.notSupported` for known formats that are not read, `.unknownFormat` otherwise.
    static func format(
        of bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> BibliographicFormat {
        let content = trimmed(bytes[...])
        if isOvid(bytes) { return .ovid }
        if let first = content.first {
            if first == UInt8(ascii: "<") {
                let kind = kindOfMarkup(content)
                if kind == BibliographicFormat.endNoteXML.rawValue { return .endNoteXML }
                if kind == BibliographicFormat.pubMedXML.rawValue { return .pubMedXML }
                throw .notSupported(file: fileName, format: kind)
            }
            let isList = first == UInt8(ascii: "[") && JSONLikeness.isObjectList(content)
            if isList || first == UInt8(ascii: "{") { return JSONLikeness.format(of: content) }
        }
        if DelimitedHeader.isOwn(bytes) { return .csv }
        if let tagged = tagged(bytes) { return tagged }
        if let other = otherTagged(bytes) { return other }
        if DelimitedHeader.find(in: bytes) != nil { return .csv }
        throw .unknownFormat(file: fileName)
    }

    /// What a binary file is, as far as its first bytes tell.
    static func kindOfBinary(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return "a zip archive (XLSX?)" }
        if bytes.starts(with: Array("%PDF-".utf8)) { return "a PDF document" }
        if bytes.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old Office file (XLS?)" }
        return "binary data"
    }

    private static func kindOfMarkup(_ content: ArraySlice<UInt8>) -> String {
        let text = String(decoding: content.prefix(4000), as: UTF8.self)
        let pubMed = ["<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation"]
        if pubMed.contains(where: { text.contains($0) }) { return "pubmed-xml" }
        if text.contains("<records>") || text.contains("<record>") { return "endnote-xml" }
        return text.lowercased().contains("<html") ? "HTML" : "XML"
    }

    /// Counts the lines that only one of the tagged formats has.
    private static func tagged(_ bytes: [UInt8]) -> BibliographicFormat? {
        var cursor = LineCursor(bytes)
        var ris = 0
        var nbib = 0
        var wos = 0
        while cursor.number < 3000, let line = cursor.next() {
            if let (tag, _) = RISLine.field(in: bytes, line: line) {
                if tag == "TY" { ris += 100 } else if tag != "PMID" { ris += 1 }
            }
            if let (tag, _) = MEDLINEReader.field(in: bytes, line: line) {
                switch tag {
                case "PMID", "OWN", "STAT", "FAU", "DCOM", "PHST", "EDAT", "MHDA": nbib += 50
                default: nbib += 1
                }
            }
            if let (tag, value) = WebOfScienceReader.field(in: bytes, line: line) {
                let isType = tag == "PT" && value.count <= 2
                let text = bytes[value].prefix(4)
                let isUnique = tag == "UT" && text.elementsEqual("WOS:".utf8)
                if isType || isUnique || (tag == "FN" && cursor.number < 5) { wos += 50 }
            }
        }
        let most = max(ris, nbib, wos)
        guard most >= 2 else { return nil }
        if ris >= 100, ris >= nbib { return .ris }
        if most == nbib { return .nbib }
        return most == wos ? .wos : .ris
    }

    private static func otherTagged(_ bytes: [UInt8]) -> BibliographicFormat? {
        var cursor = LineCursor(bytes)
        while cursor.number < 500, let line = cursor.next() {
            if let (tag, _) = ReferReader.field(in: bytes, line: line),
                ["0", "T", "A", "J", "B"].contains(where: { tag == $0 })
            {
                return .refer
            }
            if let (tag, value) = RefWorksReader.field(in: bytes, line: line), tag == "RT",
                value.count > 3
            {
                return .refWorks
            }
            let text = String(decoding: trimmed(bytes[line]).prefix(40), as: UTF8.self)
            if text.hasPrefix("@"), text.contains("{") || text.contains("(") { return .bibtex }
        }
        return nil
    }

    /// Whether numbers in angle brackets stand before the records, which are no RIS.
    private static func isOvid(_ bytes: [UInt8]) -> Bool {
        var cursor = LineCursor(bytes)
        var hasNumber = false
        var fields = 0
        while cursor.number < 400, let line = cursor.next() {
            if OvidReader.isNumber(bytes[line]) {
                hasNumber = true
            } else if let (tag, _) = OvidReader.field(in: bytes, line: line) {
                if tag == "TY" { return false }
                fields += 1
            } else if OvidReader.tag(named: bytes[line]) != nil {
                fields += 1
            }
        }
        return hasNumber && fields >= 2
    }
}

extension JSONLikeness {
    /// Tells a JSON array of objects from text that begins with a bracket.
    static func isObjectList(_ content: ArraySlice<UInt8>) -> Bool {
        let next = content.dropFirst().first { !isBlankByte($0) }
        return next == UInt8(ascii: "{") || next == UInt8(ascii: "]")
    }
}
