import Bibliography

/// Tells the JSON formats apart by the keys of their first items.
///
/// Only the keys of the items themselves count, not those inside them: a record of our own keeps the fields
/// of other formats under `extra`, and must not be taken for a record of theirs.
struct JSONLikeness {
    /// What an object or a list is for the file.
    private enum Role {
        case root
        /// The outermost object, or one line of a JSON Lines file: an item, or what holds the items.
        case top
        /// The object that Crossref puts around its answer.
        case message
        case list
        case item
        case other
    }

    private struct Level {
        let role: Role
        let isObject: Bool
        var key = ""
        var isAtKey: Bool
    }

    private var levels: [Level] = []
    /// Levels deeper than any item needs, which are only counted.
    private var excess = 0
    private var keys: Set<String> = []
    private var kinds: Set<String> = []
    /// Whether an item tells its place in a file, as all our own records do.
    private var hasPlace = false
    private var itemCount = 0

    private static let mostItems = 20
    private static let deepest = 8
    private static let longestKey = 40

    /// The JSON format whose keys the items at the beginning of a text have.
    static func format(of content: ArraySlice<UInt8>) -> BibliographicFormat {
        var likeness = JSONLikeness()
        likeness.scan(content.prefix(1 << 20))
        return likeness.format
    }

    private var format: BibliographicFormat {
        func holds(_ names: String...) -> Bool { !keys.isDisjoint(with: names) }
        if hasPlace { return .json }
        if holds("authorships", "abstract_inverted_index", "primary_location", "host_venue") {
            return .openAlexJSON
        }
        if holds("message-type", "reference-count", "is-referenced-by-count", "content-domain") {
            return .crossrefJSON
        }
        if holds("container-title"), holds("short-container-title", "published", "published-print")
        {
            return .crossrefJSON
        }
        // No key of ours has a capital or a hyphen.
        let hasForeignKey = keys.contains { key in
            key.utf8.contains { $0 == UInt8(ascii: "-") || (0x41...0x5A).contains($0) }
        }
        let areOurs = holds("authors", "journal", "keywords", "pages", "doi", "extra")
        if holds("issued", "container-title", "author", "DOI", "genre", "custom", "citation-key") {
            return areOurs && !holds("issued", "container-title", "custom") ? .json : .cslJSON
        }
        // `article-journal`, `document`: kinds that only CSL has.
        let isForeign = kinds.contains { RecordType(rawValue: $0) == nil }
        return (isForeign || hasForeignKey) && !areOurs ? .cslJSON : .json
    }

    private mutating func scan(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex, itemCount < Self.mostItems {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                let start = index
                while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                let end = min(index, bytes.endIndex)
                index = end + 1
                if excess == 0 { see(bytes[start..<end]) }
            case UInt8(ascii: "{"), UInt8(ascii: "["): open(isObject: byte == UInt8(ascii: "{"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
            case UInt8(ascii: ","):
                if excess == 0, let last = levels.indices.last {
                    levels[last].isAtKey = levels[last].isObject
                }
            default: break
            }
        }
    }

    /// Takes note of a text: a key, or the kind of an item.
    private mutating func see(_ text: ArraySlice<UInt8>) {
        guard let last = levels.indices.last, levels[last].isObject else { return }
        let role = levels[last].role
        guard role != .other else { return }
        let word = text.count > Self.longestKey ? "" : String(decoding: text, as: UTF8.self)
        if levels[last].isAtKey {
            levels[last].isAtKey = false
            levels[last].key = word
            keys.insert(word)
        } else if levels[last].key == "type", !word.isEmpty {
            kinds.insert(word)
        }
    }

    private mutating func open(isObject: Bool) {
        guard levels.count < Self.deepest else {
            excess += 1
            return
        }
        let parent = levels.last
        let role = Self.role(
            in: parent?.role ?? .root,
            under: parent?.key ?? "",
            isObject: isObject
        )
        let isItem = parent?.role == .item || parent?.role == .top
        if isItem, isObject, parent?.key == "source" { hasPlace = true }
        levels.append(Level(role: role, isObject: isObject, isAtKey: isObject))
    }

    private static func role(in parent: Role, under key: String, isObject: Bool) -> Role {
        switch parent {
        case .root: isObject ? .top : .list
        case .list: isObject ? .item : .other
        case .top where key == "message": isObject ? .message : .list
        case .top, .message:
            !isObject && ["results", "items", "references"].contains(key) ? .list : .other
        case .item, .other: .other
        }
    }

    private mutating func close() {
        if excess > 0 {
            excess -= 1
        } else if let last = levels.popLast(), last.role == .item || last.role == .top {
            itemCount += 1
        }
    }
}
