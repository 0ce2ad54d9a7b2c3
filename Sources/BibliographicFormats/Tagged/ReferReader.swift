import Bibliography

/// Reads refer, the tagged text that EndNote and library catalogues write: `%T Title`.
///
/// - Reference: refer(1), and the EndNote import format of Clarivate.
enum ReferReader {
    /// Reads all records of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        TaggedRecordSplitter.read(
            bytes,
            fileName: fileName,
            classify: { line, context in
                guard let (tag, value) = field(in: bytes, line: line) else { return .text }
                return .field(tag: tag, value: value, opensRecord: opensRecord(tag, context))
            },
            make: { fields, source in record(from: fields, in: bytes, source: source) }
        )
    }

    /// `%T value`: a sign that may stand for a tag, and a blank or nothing.
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        guard line.count >= 2, bytes[start] == UInt8(ascii: "%"), bytes[start + 1] > 32,
            bytes[start + 1] < 127
        else { return nil }
        guard line.count == 2 || bytes[start + 2] == 32 || bytes[start + 2] == 9 else { return nil }
        return (
            FieldTag(bytes[(start + 1)..<(start + 2)]),
            min(start + 3, line.upperBound)..<line.upperBound
        )
    }

    /// After a blank line a tag opens a record if others open with it, or if the open one has it already.
    private static func opensRecord(
        _ tag: FieldTag,
        _ context: TaggedRecordSplitter.Context
    ) -> Bool {
        if tag == "0" {
            return context.has("0") || (context.isAfterBlank && context.firstTag == "0")
        }
        guard context.isAfterBlank else { return false }
        let isSingle = ["T", "D", "V", "N", "P", "J", "R"].contains { tag == $0 }
        return tag == context.firstTag || isSingle && context.has(tag)
    }

    private static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var draft = RecordDraft(source: source)
        draft.record.type = type(of: fields, in: bytes)
        var journal: String?
        var container: String?
        for field in fields {
            let text = field.text(in: bytes)
            let name = "%" + field.tag.text
            switch field.tag {
            case "0":
                if DocumentKind.type(named: text) == nil { draft.keep(text, under: name) }
            case "T": draft.set(\.title, text, under: name)
            case "A":
                for line in field.lines(in: bytes) {
                    draft.record.authors += Name.parsingList(line, splittingAtAnd: false)
                }
            case "E": for line in field.lines(in: bytes) { draft.addEditors(line) }
            case "J": if journal == nil { journal = text } else { draft.keep(text, under: name) }
            case "B":
                if container == nil { container = text } else { draft.keep(text, under: name) }
            case "D": draft.addDate(text, rank: 0, under: name)
            case "8": draft.addDate(text, rank: 1, under: name)
            case "V": draft.set(\.volume, text, under: name)
            case "N": draft.set(\.issue, text, under: name)
            case "P": draft.addPages(text, under: name)
            case "I": draft.set(\.publisher, text, under: name)
            case "X": draft.append(\.abstract, text, by: " ")
            case "K": for line in field.lines(in: bytes) { draft.addKeywords(line) }
            case "U": for line in field.lines(in: bytes) { draft.addAddresses(line, under: name) }
            case "R": draft.setDOI(text, under: name)
            case "@": draft.addSerialNumbers(text, under: name)
            case "M", "L":
                if field.tag == "M" {
                    draft.set(\.accession, text, under: name)
                } else {
                    draft.keep(text, under: name)
                }
            case "G": draft.append(\.language, text, by: "; ")
            case "W": draft.set(\.database, text, under: name)
            case "F": draft.set(\.identifier, text, under: name)
            case "Z", "O", "1": draft.addNote(text)
            default: draft.keep(text, under: name)
            }
        }
        if let journal { draft.set(\.journal, journal, under: "%J") }
        if let container {
            if draft.record.type == .book {
                draft.keep(container, under: "%B")
            } else {
                draft.set(\.journal, container, under: "%B")
            }
        }
        return draft.finished()
    }

    /// What `%0` says, or what the fields of the record tell.
    private static func type(of fields: [TaggedField], in bytes: [UInt8]) -> RecordType {
        if let stated = fields.first(where: { $0.tag == "0" }) {
            return DocumentKind.type(named: stated.text(in: bytes)) ?? .other
        }
        func has(_ tag: FieldTag) -> Bool { fields.contains { $0.tag == tag } }
        if has("J") { return .article }
        if has("B") { return has("I") ? .chapter : .article }
        if has("R"), !has("I") { return .report }
        return has("I") ? .book : .other
    }
}
