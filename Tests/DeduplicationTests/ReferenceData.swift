import Bibliography
import Foundation

/// The labelled sets outside the repository, and as much of a RIS reader as they need.
enum ReferenceData {
    /// Folder with the labelled sets; nil, with the reason printed, when it is not there.
    static let folder: URL? = {
        let environment = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"]
        var candidates = environment.map { [URL(fileURLWithPath: $0)] } ?? []
        var place = URL(fileURLWithPath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            candidates.append(place.appendingPathComponent("shared"))
        }
        let found = candidates.map { $0.appendingPathComponent("data/dedup") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
        if found == nil {
            print("skipped: no folder shared/data/dedup; set CONSILIENCE_SHARED")
        }
        return found
    }()

    static var isPresent: Bool { folder != nil }

    static func rows(_ name: String) throws -> [[String]] {
        try text(name).split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    static func records(_ name: String) throws -> [Record] {
        var records: [Record] = []
        var current = Record()
        var pages: [String] = []
        for line in try text(name).split(whereSeparator: \.isNewline) where line.count > 4 {
            let tag = line.prefix(2)
            let value = line.dropFirst(5).trimmingCharacters(in: .whitespaces)
            if tag == "TY" {
                let source = RecordSource(file: name, position: records.count + 1, line: 1)
                current = Record(type: type(value), source: source)
                pages = []
            } else if tag == "ER" {
                if !pages.isEmpty { current.pages = pages.joined(separator: "-") }
                records.append(current)
            } else if tag == "SP" || tag == "EP" {
                pages.append(value)
            } else if !value.isEmpty {
                add(value, tag, to: &current)
            }
        }
        return records
    }

    private static func text(_ name: String) throws -> String {
        guard let folder else { return "" }
        return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    private static func type(_ value: String) -> RecordType {
        switch value {
        case "JOUR": .article
        case "CPAPER": .conferencePaper
        default: .other
        }
    }

    private static func add(_ value: String, _ tag: Substring, to record: inout Record) {
        switch tag {
        case "ID": record.identifier = value
        case "AU":
            let parts = value.split(separator: ",", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            record.authors.append(
                parts.count == 2
                    ? .person(family: parts[0], given: parts[1]) : .literal(value)
            )
        case "TI": record.title = value
        case "PY": record.year = Int(value.prefix(4))
        case "JO", "T2": record.journal = value
        case "VL": record.volume = value
        case "IS": record.issue = value
        case "DO": record.doi = value.lowercased()
        case "SN": record.issn.append(value)
        case "AB": record.abstract = value
        case "DB": record.database = value
        default: break
        }
    }
}
