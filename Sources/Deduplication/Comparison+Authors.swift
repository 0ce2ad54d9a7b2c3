/// How two lists of authors relate.
struct AuthorAgreement: Equatable, Sendable {
    /// Persons found in both lists.
    var matched = 0
    /// Lengths of the shorter and the longer list.
    var shorter = 0
    var longer = 0
    /// The first authors are one person.
    var firstMatches = false
    /// The same collectives sign.
    var collectivesMatch = false

    /// At least one list holds no person.
    var isUnknown: Bool { shorter == 0 }
    /// Everybody on the shorter list is on the longer one.
    var isContained: Bool { shorter > 0 && matched == shorter }
    var isComplete: Bool { isContained && shorter == longer }

    /// No authors are known.
    init() {}

    init(_ left: AuthorsView, _ right: AuthorsView) {
        shorter = min(left.list.count, right.list.count)
        longer = max(left.list.count, right.list.count)
        collectivesMatch = left.collectives.contains { right.collectives.contains($0) }
        guard shorter > 0 else { return }
        // Lists hold at most 40 persons, so one number marks who has a partner.
        var used: UInt64 = 0
        let count = right.list.count
        for (position, author) in left.list.enumerated() {
            for step in 0..<count {
                let place = position + step < count ? position + step : (position + step) % count
                guard used & (1 << UInt64(place)) == 0,
                    Self.areOne(author, left, right.list[place], right)
                else { continue }
                used |= 1 << UInt64(place)
                matched += 1
                if position == 0, place == 0 { firstMatches = true }
                break
            }
        }
    }

    private static func areOne(
        _ a: NormalisedAuthor,
        _ left: AuthorsView,
        _ b: NormalisedAuthor,
        _ right: AuthorsView
    ) -> Bool {
        // Family and given name in the other order: "Wei Zhang" and "Zhang Wei".
        if a.given != 0, b.given != 0, a.given == b.family, b.given == a.family { return true }
        let initialsAgree = a.initial == b.initial || a.initial == 0 || b.initial == 0
        if a.family == b.family {
            return initialsAgree || a.initial == b.secondInitial
                || a.secondInitial == b.initial
        }
        guard initialsAgree else { return false }
        // One database keeps one part of a double name: "García López" and "García".
        if a.family == b.familyFirst || a.family == b.familyLast || b.family == a.familyFirst
            || b.family == a.familyLast
        {
            return true
        }
        let (x, y) = (left.bytes(a), right.bytes(b))
        guard min(x.count, y.count) >= 5, a.initial != 0, b.initial != 0 else { return false }
        return EditDistance.isWithin(min(x.count, y.count) >= 8 ? 2 : 1, x, y)
    }
}
