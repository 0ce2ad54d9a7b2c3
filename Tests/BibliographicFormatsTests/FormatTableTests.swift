import BibliographicFormats
import Bibliography
import Foundation
import Testing

/// The tables of docs/formats.md, run: each row is a file with one value, and what becomes of it.
struct FormatTableTests {
    private struct Row: CustomStringConvertible {
        let section: String
        let tag: String
        let example: String
        let field: String
        let value: String

        var description: String { "\(section): \(tag) '\(example)'" }
    }

    private func rows() throws -> [Row] {
        let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/formats.md").standardized
        let text = try String(contentsOf: place, encoding: .utf8)
        var section = ""
        var isTable = false
        var rows: [Row] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
            if !line.hasPrefix("|") { isTable = false }
            if line == "| tag | example | field | value |" { isTable = true }
            guard isTable, line.hasPrefix("| `") else { continue }
            let cells = line.replacing("\\|", with: "\u{0}").split(separator: "|")
                .map { $0.replacing("\u{0}", with: "|").trimmingCharacters(in: .whitespaces) }
            let bare = cells.map { $0.hasPrefix("`") ? String($0.dropFirst().dropLast()) : $0 }
            try #require(bare.count == 4, "\(line)")
            rows.append(
                Row(
                    section: section,
                    tag: bare[0],
                    example: bare[1],
                    field: bare[2],
                    value: bare[3]
                )
            )
        }
        return rows
    }

    /// A file of the section's format that holds the value and as little else as the format needs.
    private func file(_ row: Row) throws -> (text: String, format: BibliographicFormat) {
        let (tag, example) = (row.tag, row.example)
        switch row.section {
        case "RIS":
            let type = tag == "TY" ? "" : "TY  - JOUR\n"
            return ("\(type)\(tag)  - \(example)\nUR  - https://example.org/\nER  - \n", .ris)
        case "nbib":
            let padded = tag.padding(toLength: 4, withPad: " ", startingAt: 0)
            return ("PMID- 1\n\(padded)- \(example)\n", .nbib)
        case "Tables":
            let cell = "\"" + example.replacing("\"", with: "\"\"") + "\""
            let isTitle = tag == "Title"
            let header = isTitle ? "Title" : "Title,\"\(tag)\""
            return ("\(header)\n\(isTitle ? cell : "T," + cell)\n", .csv)
        default: return try otherFile(row)
        }
    }

    private func otherFile(_ row: Row) throws -> (text: String, format: BibliographicFormat) {
        let (tag, example) = (row.tag, row.example)
        switch row.section {
        case "Web of Science tagged":
            let type = tag == "PT" ? "" : "PT J\n"
            return ("FN X\n\(type)\(tag) \(example)\nZ9 1\nER\nEF\n", .wos)
        case "Refer": return ("%L x\n\(tag) \(example)\n", .refer)
        case "RefWorks tagged":
            let type = tag == "RT" ? "" : "RT Generic\n"
            return ("\(type)\(tag) \(example)\nCL x\n", .refWorks)
        case "Ovid tagged": return ("<1. >\nVN  - Ovid\n\(tag)  - \(example)\n", .ovid)
        case "BibTeX":
            let kind = tag == "booktitle" ? "inproceedings" : "article"
            return ("@\(kind){k,\n  \(tag) = {\(example)},\n}\n", .bibtex)
        case "EndNote XML":
            let element = nested(tag, in: example)
            return (
                "<xml><records><record>\(element)<label>x</label></record></records></xml>",
                .endNoteXML
            )
        case "PubMed XML":
            let inner = "<PMID>1</PMID>" + nested(tag, in: example)
            return (
                "<PubmedArticleSet><PubmedArticle><MedlineCitation>\(inner)</MedlineCitation>"
                    + "</PubmedArticle></PubmedArticleSet>", .pubMedXML
            )
        case "CSL-JSON": return ("[{\"\(tag)\":\(example),\"x\":1}]", .cslJSON)
        case "OpenAlex": return ("{\"results\":[{\"\(tag)\":\(example)}]}", .openAlexJSON)
        case "Crossref":
            return ("{\"message\":{\"items\":[{\"\(tag)\":\(example)}]}}", .crossrefJSON)
        default:
            struct UnknownSection: Error { let name: String }
            throw UnknownSection(name: row.section)
        }
    }

    /// `a/b` with a text becomes `<a><b>text</b></a>`.
    private func nested(_ path: String, in text: String) -> String {
        path.split(separator: "/").reversed().reduce(text) { "<\($1)>\($0)</\($1)>" }
    }

    private func value(of field: String, in record: Record) throws -> String {
        if field.hasPrefix("extra.") {
            return record.extra[String(field.dropFirst(6))]?.joined(separator: " | ") ?? ""
        }
        let data = Data(canonicalJSON(of: record))
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any]
        )
        switch field {
        case "authors": return record.authors.map(\.text).joined(separator: " | ")
        case "editors": return record.editors.map(\.text).joined(separator: " | ")
        default: break
        }
        switch object[field] {
        case let text as String: return text
        case let number as Int: return String(number)
        case let list as [String]: return list.joined(separator: " | ")
        default: return ""
        }
    }

    @Test func everyRowIsTrue() throws {
        let rows = try rows()
        for row in rows {
            let (text, format) = try file(row)
            let result = try readRecords(Array(text.utf8), fileName: "example", format: format)
            let record = try #require(result.records.first, "\(row)")
            // The link of the RIS frame is not part of the example.
            var found = try value(of: row.field, in: record)
            if row.section == "RIS", row.field == "urls" {
                found = found.replacing(" | https://example.org/", with: "")
            }
            #expect(found == row.value, "\(row)")
        }
        #expect(rows.count > 240)
        let sections = Set(rows.map(\.section))
        #expect(sections.count == 13)
    }
}
