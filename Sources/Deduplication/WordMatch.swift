/// Pairs off the words of two titles: equal, misspelt, or divided differently.
struct WordMatch {
    /// Informative content words that agree.
    private(set) var agreeing = 0
    /// All content words that agree.
    private(set) var shared = 0
    /// Content words without a partner.
    private(set) var onlyLeft = 0
    private(set) var onlyRight = 0

    /// Matches two titles.
    ///
    /// Works on memory of the stack: this is the innermost loop of the program.
    init(_ left: TitleView, _ right: TitleView) {
        let count = left.words.count + right.words.count
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: count) { places in
            var openLeft = OpenWords(left, places, from: 0)
            var openRight = OpenWords(right, places, from: left.words.count)
            matchEqual(&openLeft, &openRight)
            // Titles with hardly a word in common are two titles, whatever is misspelt.
            let isHopeless = min(openLeft.count, openRight.count) > 2 * shared + 2
            if !openLeft.isEmpty, !openRight.isEmpty, !isHopeless {
                matchMisspelt(&openLeft, &openRight)
            }
            if !openLeft.isEmpty, !openRight.isEmpty {
                Self.join(&openLeft, &openRight)
                Self.join(&openRight, &openLeft)
            }
            onlyLeft = openLeft.contentCount
            onlyRight = openRight.contentCount
        }
    }

    private mutating func credit(_ word: Word) {
        guard word.isContent else { return }
        shared += 1
        if !word.isStock { agreeing += 1 }
    }

    /// Words are in nearly the same order, so the search starts behind the last partner.
    private mutating func matchEqual(_ left: inout OpenWords, _ right: inout OpenWords) {
        var keptLeft = 0
        var start = 0
        for place in 0..<left.count {
            let word = left.word(place)
            var partner = start
            var found = false
            for _ in 0..<right.count {
                if partner >= right.count { partner = 0 }
                if right.word(partner).hash == word.hash {
                    found = true
                    break
                }
                partner += 1
            }
            if found {
                credit(word)
                right.remove(at: partner)
                start = partner
            } else {
                left.keep(place, at: &keptLeft)
            }
        }
        left.truncate(to: keptLeft)
    }

    private mutating func matchMisspelt(_ left: inout OpenWords, _ right: inout OpenWords) {
        var kept = 0
        for place in 0..<left.count {
            let word = left.word(place)
            var partner: Int?
            // "il6" is not a slip for "il8".
            if word.length >= 4, !word.holdsDigit {
                let letters = left.title.bytes(word)
                partner = (0..<right.count).first { other in
                    let candidate = right.word(other)
                    return !candidate.holdsDigit && candidate.length >= 4
                        && Spelling.isVariant(letters, right.title.bytes(candidate))
                }
            }
            if let partner {
                right.remove(at: partner)
                credit(word)
            } else {
                left.keep(place, at: &kept)
            }
        }
        left.truncate(to: kept)
    }

    /// "meta analysis" and "metaanalysis", "followup" and "follow up", "il6" and "il 6".
    private static func join(_ single: inout OpenWords, _ split: inout OpenWords) {
        var kept = 0
        for place in 0..<single.count {
            let whole = single.title.bytes(single.word(place))
            if let parts = split.run(spelling: whole) {
                split.remove(parts)
            } else {
                single.keep(place, at: &kept)
            }
        }
        single.truncate(to: kept)
    }
}

/// The words of a title that have no partner yet, in order.
private struct OpenWords {
    let title: TitleView
    private let places: UnsafeMutableBufferPointer<UInt16>
    private(set) var count: Int

    var isEmpty: Bool { count == 0 }

    init(_ title: TitleView, _ memory: UnsafeMutableBufferPointer<UInt16>, from start: Int) {
        self.title = title
        count = title.words.count
        places = UnsafeMutableBufferPointer(rebasing: memory[start..<(start + count)])
        for place in 0..<count { places.initializeElement(at: place, to: UInt16(place)) }
    }

    func word(_ place: Int) -> Word { title.words[Int(places[place])] }

    var contentCount: Int {
        var content = 0
        for place in 0..<count where word(place).isContent { content += 1 }
        return content
    }

    mutating func remove(at place: Int) { remove(place..<(place + 1)) }

    mutating func remove(_ range: Range<Int>) {
        for place in range.upperBound..<count { places[place - range.count] = places[place] }
        count -= range.count
    }

    /// Moves a word to the front while others are left out.
    mutating func keep(_ place: Int, at end: inout Int) {
        places[end] = places[place]
        end += 1
    }

    mutating func truncate(to end: Int) { count = end }

    /// The open words that follow each other in the title and together spell a word.
    func run(spelling whole: Letters) -> Range<Int>? {
        for start in 0..<count {
            let first = word(start)
            guard first.length < whole.count,
                title.bytes(first).elementsEqual(
                    whole.prefix(first.length)
                )
            else { continue }
            var end = start + 1
            while end < count, places[end] == places[end - 1] + 1 {
                let last = Int(word(end).end)
                end += 1
                let run = title.letters[Int(first.start)..<last]
                if run.count == whole.count, run.elementsEqual(whole) { return start..<end }
                if run.count >= whole.count { break }
            }
        }
        return nil
    }
}
