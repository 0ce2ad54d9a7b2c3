/// A name in its four parts.
public struct NameParts: Sendable, Equatable {
    /// Particles before the family name (`van der`); empty if there are none.
    public let particle: String
    /// Family name without particles; the whole name of a collective.
    public let family: String
    /// Given names or initials; empty if there are none.
    public let given: String
    /// Suffix (`Jr`, `III`); empty if there is none.
    public let suffix: String
}

extension Name {
    /// The name taken apart: `van der Berg, J. P., Jr` has the particle `van der` and the suffix `Jr`.
    ///
    /// Words in small letters before the family name are particles; a suffix follows the given names after
    /// a comma. Nothing is guessed for collectives: they are family names as a whole.
    public var parts: NameParts {
        guard case .person(let whole, let given) = self else {
            guard case .literal(let name) = self else {
                return NameParts(particle: "", family: "", given: "", suffix: "")
            }
            return NameParts(particle: "", family: name, given: "", suffix: "")
        }
        let words = whole.split(separator: " ", omittingEmptySubsequences: false)
        let count = words.dropLast().prefix { word in
            word.utf8.first.map { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "'") } ?? false
        }.count
        let pieces = (given ?? "").split(
            separator: ", ",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let hasSuffix = pieces.count == 2 && !pieces[0].isEmpty && !pieces[1].isEmpty
        return NameParts(
            particle: words[..<count].joined(separator: " "),
            family: words[count...].joined(separator: " "),
            given: hasSuffix ? String(pieces[0]) : given ?? "",
            suffix: hasSuffix ? String(pieces[1]) : ""
        )
    }
}
