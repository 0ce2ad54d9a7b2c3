import Yams

/// The text of `review.yaml`, in which single keys can be changed while all else stays as it is.
///
/// A key's lines are found by the marks of the YAML parser and replaced as a whole; comments, blank
/// lines, quotes and the order of all other keys stay byte for byte. What cannot be replaced without
/// losing something is refused, and every change is read back before it is handed out.
public struct ReviewFileText: Sendable, Equatable {
    static let file = "review.yaml"

    /// The text.
    public private(set) var text: String

    /// Takes a text as it is.
    public init(_ text: String) { self.text = text }

    /// Sets a key at the top of the file.
    ///
    /// - Parameters:
    ///   - key: one of `ReviewFile.keys`.
    ///   - value: its value; `nil` takes the key out.
    /// - Throws: `InputRefused` if the file is no YAML, or the lines of the key hold comments, anchors or
    ///   aliases, or stand beside other keys in one line.
    public mutating func set(_ key: String, to value: YAMLValue?) throws(InputRefused) {
        guard
            !text.unicodeScalars.contains(where: {
                "\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
            })
        else {
            throw Self.refused(nil, "has line ends that editors do not show; change it as text")
        }
        let before = try Self.top(of: text)
        var lines = Self.lines(of: text)
        let ending = text.unicodeScalars.contains("\r") ? "\r\n" : "\n"
        let fresh = (value?.lines(under: key) ?? []).map { $0 + ending }
        if let block = try block(of: key, in: before, lines) {
            lines.replaceSubrange(block, with: fresh)
        } else if !fresh.isEmpty {
            try insert(fresh, for: key, into: &lines, before, ending)
        }
        let changed = lines.joined()
        try Self.check(changed, against: before, key, value)
        text = changed
    }

    // MARK: Finding

    private struct Key {
        let name: String
        let line: Int
        let value: Node
    }

    private static func top(of text: String) throws(InputRefused) -> [Key] {
        var reader = YAMLReader(file: file)
        guard let mapping = reader.document(text) else { throw InputRefused(reader.faults) }
        var keys: [Key] = []
        for (key, value) in mapping {
            guard let mark = key.mark, mark.column == 1, let name = key.string else {
                throw refused(
                    key.mark?.line,
                    "has a key that does not begin its line; change it as text"
                )
            }
            keys.append(Key(name: name, line: mark.line, value: value))
        }
        return keys.sorted { $0.line < $1.line }
    }

    /// The lines of a text, each with its end.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(scalar)
            guard scalar == "\n" else { continue }
            lines.append(String(line))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }

    /// The lines that a key and its value fill, without what follows them; `nil` if there is no such key.
    private func block(
        of key: String,
        in keys: [Key],
        _ lines: [String]
    ) throws(InputRefused) -> Range<Int>? {
        guard let place = keys.firstIndex(where: { $0.name == key }) else { return nil }
        let start = keys[place].line - 1
        let end = try end(ofKeyAt: place, in: keys, lines)
        for (offset, line) in lines[start..<end].enumerated() {
            guard let what = Self.obstacle(in: line) else { continue }
            throw Self.refused(
                start + offset + 1,
                "\(what) in the lines of '\(key)' (\(start + 1) to \(end)) would be lost; change it as "
                    + "text"
            )
        }
        return start..<end
    }

    /// The line after the last one of a value.
    private func end(
        ofKeyAt place: Int,
        in keys: [Key],
        _ lines: [String]
    ) throws(InputRefused) -> Int {
        let start = keys[place].line - 1
        let next = place + 1 < keys.count ? keys[place + 1].line - 1 : lines.count
        guard lines.indices.contains(start), next > start else {
            throw Self.refused(keys[place].line, "has two keys in one line; change it as text")
        }
        let style = keys[place].value.scalar?.style
        let isBlock = style == .literal || style == .folded
        var end = next
        while end > start + 1 {
            let line = lines[end - 1]
            let bare = line.trimmed
            let isContent =
                isBlock
                ? line.first?.isWhitespace == true && !bare.isEmpty
                : !bare.isEmpty && !bare.hasPrefix("#") && !["...", "---"].contains(bare)
            if isContent { break }
            end -= 1
        }
        return end
    }

    /// What a line holds that its replacement would not.
    private static func obstacle(in whole: String) -> String? {
        let line = withoutQuoted(whole)
        var previous: Character = " "
        for (character, next) in zip(line, line.dropFirst()) {
            let isStart = previous.isWhitespace || "[{,".contains(previous)
            if character == "#", previous.isWhitespace { return "a comment" }
            if isStart, "&*!".contains(character), next.isLetter || next.isNumber {
                return "an anchor, alias or tag"
            }
            previous = character
        }
        return nil
    }

    /// A line without what stands in double quotes, as the forms write it; the whole line where a quote
    /// does not close in it.
    private static func withoutQuoted(_ line: String) -> String {
        var (result, previous): (String, Character) = ("", " ")
        var (isQuoted, isEscaped) = (false, false)
        for character in line {
            if isQuoted {
                isQuoted = character != "\"" || isEscaped
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            if character == "\"", previous.isWhitespace || "[{,".contains(previous) {
                isQuoted = true
            }
            result.append(character)
            previous = character
        }
        return isQuoted ? line : result
    }

    // MARK: Writing

    /// Puts a new key behind the nearest one that comes before it in the list of keys.
    private func insert(
        _ fresh: [String],
        for key: String,
        into lines: inout [String],
        _ keys: [Key],
        _ ending: String
    ) throws(InputRefused) {
        let rank = ReviewFile.keys.firstIndex(of: key) ?? ReviewFile.keys.count
        let earlier = ReviewFile.keys.prefix(rank)
        let ranks = keys.map { earlier.firstIndex(of: $0.name) ?? -1 }
        let near = ranks.indices.max { ranks[$0] < ranks[$1] }
        guard let near else { throw Self.refused(nil, "has no key yet; change it as text") }
        let place = try end(ofKeyAt: near, in: keys, lines)
        if place > 0, !lines[place - 1].hasSuffix("\n"), !lines[place - 1].hasSuffix("\r\n") {
            lines[place - 1] += ending
        }
        lines.insert(contentsOf: fresh, at: place)
    }

    /// Reads the changed text back: the key is as wanted, and every other one as it was.
    private static func check(
        _ text: String,
        against before: [Key],
        _ key: String,
        _ value: YAMLValue?
    ) throws(InputRefused) {
        let after = try top(of: text)
        let others = after.filter { $0.name != key }
        let isKept =
            others.map(\.name) == before.map(\.name).filter { $0 != key }
            && zip(others, before.filter { $0.name != key }).allSatisfy { $0.value == $1.value }
        let found = after.first { $0.name == key }?.value
        guard isKept, found.map(plain) == value else {
            throw refused(
                nil,
                "cannot be changed at '\(key)' without touching more; change it as text"
            )
        }
    }

    private static func plain(_ node: Node) -> YAMLValue {
        if let sequence = node.sequence { return .list(sequence.map(plain)) }
        if let mapping = node.mapping {
            return .pairs(mapping.map { ($0.key.string ?? "", plain($0.value)) })
        }
        return .text(node.scalar?.string ?? "")
    }

    private static func refused(_ line: Int?, _ what: String) -> InputRefused {
        InputRefused(file: file, line: line, what)
    }
}
