import Bibliography
import Foundation

/// Reads and writes the array of records that `consilience convert` documents.
enum RecordJSON {
    /// Reads an array of records, a single record, or an object that holds the array in `records`.
    static func read(
        _ bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> ImportResult {
        let elements: [Element]
        do {
            elements = try JSONDecoder().decode(Document.self, from: Data(bytes)).elements
        } catch {
            throw .malformed(
                file: fileName,
                format: .json,
                line: 1,
                what: "expected an array of records; \(reason(error))"
            )
        }
        let lines = JSONObjectLines.lines(in: bytes)
        var result = ImportResult()
        for (index, element) in elements.enumerated() {
            result.found += 1
            let line = index < lines.count ? lines[index] : 1
            switch element.content {
            case .success(var record):
                if record.source.file.isEmpty {
                    record.source = RecordSource(
                        file: fileName,
                        position: result.found,
                        line: line
                    )
                }
                normalise(&record, line: line, into: &result)
                result.records.append(record)
            case .failure(let failure):
                result.problem(line, "record \(index + 1) left out: \(failure.what)")
            }
        }
        return result
    }

    /// All records, one a line, with the keys in the order of the contract.
    static func bytes(of records: [Record]) -> [UInt8] {
        var writer = RecordJSONWriter()
        writer.output.append(UInt8(ascii: "["))
        for (index, record) in records.enumerated() {
            writer.output.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            writer.append(record)
        }
        writer.output.append(contentsOf: "\n]\n".utf8)
        return writer.output
    }

    private static func normalise(
        _ record: inout Record,
        line: Int,
        into result: inout ImportResult
    ) {
        record.notices = Array(Set(record.notices)).sorted()
        if let written = record.doi {
            record.doi = DigitalObjectIdentifier.normalised(written)
            if record.doi == nil {
                record.extra["doi", default: []].append(written)
                result.repair(line, "doi is none: \(written); kept in extra")
            }
        }
    }

    fileprivate static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "not valid JSON" }
        switch error {
        case .keyNotFound(let key, let context):
            return "no key \(path(context.codingPath + [key]))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "unexpected value at \(path(context.codingPath))"
        case .dataCorrupted(let context):
            let place = path(context.codingPath)
            return place.isEmpty ? "not valid JSON" : "unexpected value at \(place)"
        @unknown default: return "not valid JSON"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.compactMap { $0.intValue == nil ? $0.stringValue : nil }.joined(separator: ".")
    }
}

private struct Failure: Error {
    let what: String
}

/// One element of the array; a faulty one does not spoil the others.
private struct Element: Decodable {
    let content: Result<Record, Failure>

    init(from decoder: any Decoder) throws {
        do {
            content = .success(try Record(from: decoder))
        } catch {
            content = .failure(Failure(what: RecordJSON.reason(error)))
        }
    }
}

private struct Document: Decodable {
    let elements: [Element]

    private enum CodingKeys: String, CodingKey {
        case records
    }

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var elements: [Element] = []
            while !list.isAtEnd { elements.append(try list.decode(Element.self)) }
            self.elements = elements
            return
        }
        let object = try decoder.container(keyedBy: CodingKeys.self)
        if object.contains(.records) {
            elements = try object.decode([Element].self, forKey: .records)
        } else {
            elements = [try Element(from: decoder)]
        }
    }
}
