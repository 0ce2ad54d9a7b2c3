import Yams

/// Reads typed values out of a YAML document and gathers every fault with its line.
struct YAMLReader {
    let file: String
    private(set) var faults: [InputFault] = []

    init(file: String) {
        self.file = file
    }

    mutating func fault(_ node: Node?, _ what: String) {
        faults.append(InputFault(file: file, line: node?.mark?.line, what: what))
    }

    /// Parses a document whose top is a map.
    mutating func document(_ text: String) -> Node.Mapping? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                fault(nil, "the file is empty; expected a map with 'title'")
                return nil
            }
            guard let mapping = node.mapping else {
                fault(node, "a map of keys and values expected at the top")
                return nil
            }
            return mapping
        } catch let error as YamlError {
            let (line, what) = Self.position(of: error)
            faults.append(InputFault(file: file, line: line, what: "not valid YAML: " + what))
        } catch {
            fault(nil, "not valid YAML: \(error)")
        }
        return nil
    }

    private static func position(of error: YamlError) -> (Int?, String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (
                context.mark.line,
                "a key stands twice: " + duplicates.sorted().joined(separator: ", ")
            )
        default: (nil, "\(error)")
        }
    }

    /// Names every key that the map must not have.
    mutating func allow(_ keys: [String], in mapping: Node.Mapping, at place: String) {
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            fault(
                key,
                "unknown key '\(key.string ?? "?")' in \(place); the keys are "
                    + keys.joined(separator: ", ")
            )
        }
    }

    /// A scalar as text, folded or literal; `nil` if absent or blank.
    mutating func text(_ key: String, _ mapping: Node.Mapping) -> String? {
        guard let node = mapping[key], !isNull(node) else { return nil }
        guard let scalar = node.scalar else {
            fault(node, "'\(key)' should be a text")
            return nil
        }
        let value = scalar.string.trimmed
        return value.isEmpty ? nil : value
    }

    mutating func requiredText(_ key: String, _ mapping: Node.Mapping, at place: String) -> String {
        let before = faults.count
        if let value = text(key, mapping) { return value }
        if faults.count == before { missing(key, in: mapping, at: place) }
        return ""
    }

    /// Names a key that should be there.
    mutating func missing(_ key: String, in mapping: Node.Mapping, at place: String) {
        faults.append(
            InputFault(
                file: file,
                line: mapping.mark?.line ?? mapping.first?.key.mark?.line,
                what: "'\(key)' is missing in \(place)"
            )
        )
    }

    /// One of a closed set of words, which must be there; `nil` with a fault.
    mutating func requiredChoice<Value: RawRepresentable & CaseIterable>(
        _ key: String,
        _ mapping: Node.Mapping,
        at place: String
    ) -> Value? where Value.RawValue == String {
        let word = requiredText(key, mapping, at: place)
        return word.isEmpty ? nil : chosen(word, key, mapping)
    }

    private mutating func chosen<Value: RawRepresentable & CaseIterable>(
        _ word: String,
        _ key: String,
        _ mapping: Node.Mapping
    ) -> Value? where Value.RawValue == String {
        if let value = Value(rawValue: word) { return value }
        let allowed = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fault(mapping[key], "'\(key)' is '\(word)'; one of \(allowed) expected")
        return nil
    }

    /// `true` or `false`; false if absent.
    mutating func flag(_ key: String, _ mapping: Node.Mapping) -> Bool {
        switch text(key, mapping)?.lowercased() {
        case nil, "false", "no": return false
        case "true", "yes": return true
        case let word?:
            fault(mapping[key], "'\(key)' is '\(word)'; true or false expected")
            return false
        }
    }

    /// A list of texts; a single text counts as a list of one.
    mutating func texts(_ key: String, _ mapping: Node.Mapping) -> [(text: String, node: Node)] {
        guard let node = mapping[key], !isNull(node) else { return [] }
        if let scalar = node.scalar { return [(scalar.string.trimmed, node)] }
        guard let sequence = node.sequence else {
            fault(node, "'\(key)' should be a list of texts")
            return []
        }
        return sequence.compactMap { element in
            guard let scalar = element.scalar, !scalar.string.trimmed.isEmpty else {
                fault(element, "an entry of '\(key)' should be a text")
                return nil
            }
            return (scalar.string.trimmed, element)
        }
    }

    /// A list of maps.
    mutating func mappings(_ key: String, _ mapping: Node.Mapping) -> [(Node.Mapping, Node)] {
        guard let node = mapping[key], !isNull(node) else { return [] }
        guard let sequence = node.sequence else {
            fault(node, "'\(key)' should be a list")
            return []
        }
        return sequence.compactMap { element in
            if let inner = element.mapping { return (inner, element) }
            fault(element, "an entry of '\(key)' should be a map of keys and values")
            return nil
        }
    }

    /// A map below a key.
    mutating func mapping(_ key: String, _ mapping: Node.Mapping) -> Node.Mapping? {
        guard let node = mapping[key], !isNull(node) else { return nil }
        if let inner = node.mapping { return inner }
        fault(node, "'\(key)' should be a map of keys and values")
        return nil
    }

    /// One of a closed set of words.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String,
        _ mapping: Node.Mapping,
        default fallback: Value
    ) -> Value where Value.RawValue == String {
        guard let word = text(key, mapping) else { return fallback }
        return chosen(word, key, mapping) ?? fallback
    }

    private func isNull(_ node: Node) -> Bool {
        node.scalar.map { $0.style == .plain && ["", "~", "null"].contains($0.string) } ?? false
    }
}
