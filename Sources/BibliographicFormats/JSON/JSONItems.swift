import Bibliography
import Foundation

/// The objects of a JSON file that stand for records.
struct JSONItems {
    /// One object and the line on which it begins; `nil` where a line of a JSON Lines file is none.
    struct Item {
        let line: Int
        let object: JSONObject?
    }

    let items: [Item]

    /// Finds the objects of a list, of a list inside an object, of one object, or of one line each.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - fileName: name of the file.
    ///   - format: format, for messages.
    ///   - lists: where a list may stand inside the outermost object, as paths of keys.
    /// - Throws: `.malformed` if this is no JSON, with the line where it breaks as far as it is known.
    init(
        _ bytes: [UInt8],
        fileName: String,
        format: BibliographicFormat,
        lists: [[String]]
    ) throws(BibliographicFormatError) {
        do {
            let value = try JSONSerialization.jsonObject(
                with: Data(bytes),
                options: [.fragmentsAllowed]
            )
            let (objects, depth) = Self.objects(in: value, lists: lists)
            let contents = objects.map { ($0 as? [String: Any]).map(JSONObject.init) }
            let count = contents.count { $0 != nil }
            var lines = JSONObjectLines.lines(of: count, objectsAt: depth, in: bytes)[...]
            var line = lines.first ?? 1
            items = contents.map { object in
                // What is no object stands after the object before it, as near as is known.
                if object != nil { line = lines.popFirst() ?? line }
                return Item(line: line, object: object)
            }
        } catch {
            guard let items = Self.itemsByLine(bytes) else {
                let told = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
                let place = Self.place(toldBy: told, in: bytes)
                throw .malformed(
                    file: fileName,
                    format: format,
                    line: place.line,
                    what: "not valid JSON at column \(place.column): \(told)"
                )
            }
            self.items = items
        }
    }

    /// Line and column, from 1, of what the parser complains of; the end where it names no place.
    private static func place(
        toldBy message: String,
        in bytes: [UInt8]
    ) -> (line: Int, column: Int) {
        let digits = message.firstRange(of: "character ").map { message[$0.upperBound...] }?
            .prefix { $0.isASCII && $0.isNumber }
        let end = digits.flatMap { Int($0) }.map { min($0, bytes.count) } ?? bytes.count
        let before = bytes[..<end]
        let start = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
        return (line, String(decoding: before[start...], as: UTF8.self).count + 1)
    }

    private static func objects(in value: Any, lists: [[String]]) -> (objects: [Any], depth: Int) {
        if let list = value as? [Any] { return (list, 1) }
        for path in lists {
            var place: Any? = value
            for key in path { place = (place as? [String: Any])?[key] }
            if let list = place as? [Any] { return (list, path.count + 1) }
        }
        for path in lists.filter({ $0.count > 1 }) {
            // One object where the list would be: the answer to a question for one record.
            var place: Any? = value
            for key in path.dropLast() { place = (place as? [String: Any])?[key] }
            if place is [String: Any] { return (place.map { [$0] } ?? [], path.count - 1) }
        }
        return ([value], 0)
    }

    /// JSON Lines: an object a line; `nil` if no line is one.
    private static func itemsByLine(_ bytes: [UInt8]) -> [Item]? {
        var cursor = LineCursor(bytes)
        var items: [Item] = []
        while let line = cursor.next() {
            let content = trimmed(bytes[line])
            guard !content.isEmpty else { continue }
            let value = try? JSONSerialization.jsonObject(with: Data(content))
            items.append(
                Item(
                    line: cursor.number,
                    object: (value as? [String: Any]).map(JSONObject.init)
                )
            )
        }
        return items.contains { $0.object != nil } ? items : nil
    }

    /// Makes a record of every object; what is none becomes a problem.
    func records(
        fileName: String,
        _ make: (JSONObject, RecordSource) -> Record
    ) -> ImportResult {
        var result = ImportResult()
        for item in items {
            result.found += 1
            guard let object = item.object, !object.values.isEmpty else {
                result.problem(item.line, "record \(result.found) left out: expected an object")
                continue
            }
            let source = RecordSource(file: fileName, position: result.found, line: item.line)
            result.records.append(make(object, source))
        }
        return result
    }
}

/// A JSON object whose values are asked for as what they should be.
struct JSONObject {
    let values: [String: Any]

    /// Keys nobody has asked for, so that the rest can be kept.
    private(set) var unused: Set<String>

    init(_ values: [String: Any]) {
        self.values = values
        unused = Set(values.keys)
    }

    /// A text or a number, cleaned; `nil` for anything else.
    mutating func text(_ key: String) -> String? {
        unused.remove(key)
        return Self.text(values[key])
    }

    /// The texts of a list, or a single text.
    mutating func texts(_ key: String) -> [String] {
        unused.remove(key)
        if let list = values[key] as? [Any] { return list.compactMap(Self.text) }
        return Self.text(values[key]).map { [$0] } ?? []
    }

    /// The objects of a list, or a single object.
    mutating func objects(_ key: String) -> [JSONObject] {
        unused.remove(key)
        if let list = values[key] as? [Any] {
            return list.compactMap { ($0 as? [String: Any]).map(JSONObject.init) }
        }
        return (values[key] as? [String: Any]).map { [JSONObject($0)] } ?? []
    }

    /// A nested object.
    mutating func object(_ key: String) -> JSONObject? {
        unused.remove(key)
        return (values[key] as? [String: Any]).map(JSONObject.init)
    }

    /// Whether a value is `true`.
    mutating func isTrue(_ key: String) -> Bool {
        unused.remove(key)
        return values[key] as? Bool == true
    }

    /// Passes over a key that says nothing of the record.
    mutating func ignore(_ keys: String...) {
        unused.subtract(keys)
    }

    /// Keeps everything that nobody asked for: texts as they are, the rest as JSON.
    func keepRest(in draft: inout RecordDraft) {
        for key in unused.sorted() {
            switch values[key] {
            case nil, is NSNull: continue
            case let list as [Any]:
                for value in list { draft.keep(Self.text(value) ?? Self.json(value), under: key) }
            case let value?: draft.keep(Self.text(value) ?? Self.json(value), under: key)
            }
        }
    }

    private static func text(_ value: Any?) -> String? {
        let text: String
        switch value {
        case let string as String: text = PlainText.cleaned(string)
        case let number as NSNumber: text = number.stringValue
        default: return nil
        }
        return text.isEmpty ? nil : text
    }

    private static func json(_ value: Any) -> String {
        guard JSONSerialization.isValidJSONObject(value),
            let data = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.sortedKeys, .withoutEscapingSlashes]
            )
        else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}
