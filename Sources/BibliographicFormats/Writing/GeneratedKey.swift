/// Keys for records that have no identifier in formats whose entries need one.
enum GeneratedKey {
    private static let prefix = "consilience-"

    /// The key of the record at a place, from 1.
    static func key(at position: Int) -> String { prefix + String(position) }

    /// Whether a key was made here and says nothing of the record.
    static func isOne(_ text: String) -> Bool {
        text.hasPrefix(prefix) && !text.dropFirst(prefix.count).isEmpty
            && text.dropFirst(prefix.count).utf8.allSatisfy(isDigit)
    }
}
