/// Lists as Python prints them.
enum PythonList {
    /// Entries of `['a', "b"]`; `nil` if the text is no such list.
    static func entries(of text: String) -> [String]? {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
        var entries: [String] = []
        var index = 1
        while index < bytes.count - 1 {
            let byte = bytes[index]
            if byte == 32 || byte == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") else { return nil }
            var content: [UInt8] = []
            index += 1
            while index < bytes.count, bytes[index] != byte {
                if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
                content.append(bytes[index])
                index += 1
            }
            guard index < bytes.count else { return nil }
            index += 1
            if !content.isEmpty { entries.append(String(decoding: content, as: UTF8.self)) }
        }
        return entries
    }
}

/// Names that Springer's export writes without anything between them: `Andy SmithTom Weber`.
enum GluedNames {
    /// Splits where a small letter meets a capital, except after `Mc`, `Mac`, `De` and the like.
    static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        for character in text {
            let meets = character.isUppercase && current.last?.isLowercase == true
            if meets, !endsInPrefix(current) {
                parts.append(current)
                current = ""
            }
            current.append(character)
        }
        if !current.isEmpty { parts.append(current) }
        return parts
    }

    private static func endsInPrefix(_ text: String) -> Bool {
        let word = text.split { $0 == " " || $0 == "-" }.last.map(String.init) ?? ""
        return ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Fitz"].contains(word)
    }
}
