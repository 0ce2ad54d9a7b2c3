/// The marks of a reader or a model, each matched with a lesion or found to be a false positive.
///
/// Everything that follows (FROC, AFROC, resampling) depends on the order of the scores only, and
/// not on the order in which marks, truths or cases were given.
public struct MatchedMarks: Sendable, Equatable {
    /// A mark that counts.
    struct Rated: Sendable, Equatable {
        let score: Double
        /// Place of the case in `caseNames`.
        let place: Int
        let isHit: Bool
    }

    /// Names of all cases, ascending.
    public let caseNames: [String]
    /// Number of lesions of each case; 0 for a normal case.
    public let lesionCounts: [Int]
    /// What each mark was found to be, in the order of the marks.
    public let outcomes: [MarkOutcome]
    /// Marks that count by falling score; hits and false positives.
    let rated: [Rated]
    /// The highest mark of each case, further marks included; `nil` for a case without mark.
    let highest: [Double?]

    /// Number of cases.
    public var cases: Int { caseNames.count }
    /// Number of cases without lesion.
    public var normalCases: Int { lesionCounts.count { $0 == 0 } }
    /// Number of lesions.
    public var lesions: Int { lesionCounts.reduce(0, +) }
    /// Number of lesions that a mark hits.
    public var hits: Int { rated.count { $0.isHit } }
    /// Number of false positives.
    public var falsePositives: Int { rated.count { !$0.isHit } }
    /// Number of marks left out since their lesions were hit already.
    public var furtherMarks: Int { outcomes.count { $0 == .further } }

    /// Matches marks with lesions.
    ///
    /// Within a case marks are taken by falling score; a mark hits the nearest lesion within reach
    /// (or that with the largest overlap) which no higher mark has hit. Each lesion takes one mark.
    /// Of marks with equal scores the one that lies nearer to a lesion comes first, then that with
    /// the smaller coordinates.
    ///
    /// - Parameters:
    ///   - marks: marks of one reader or model.
    ///   - truths: all lesions.
    ///   - cases: names of cases without lesion; cases of truths may be listed too.
    ///   - matching: when a mark hits a lesion.
    ///   - further: what becomes of marks whose lesions are hit already.
    /// - Throws: `DetectionRefused` with all faults.
    /// - Complexity: O(n log n) for n marks and truths where few lesions of a case lie within reach
    ///   of one mark.
    public init(
        marks: [LesionMark],
        truths: [LesionTruth],
        cases: [String] = [],
        matching: LesionMatching,
        further: FurtherMarks = .ignored
    ) throws(DetectionRefused) {
        let names = Set(cases).union(truths.map(\.caseName)).sorted()
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let faults =
            Self.faults(of: matching) + Self.faults(cases, truths, matching, caseCount: names.count)
            + Self.faults(marks, matching) { places[$0] != nil }
        guard faults.isEmpty else { throw DetectionRefused(faults) }

        var counts = [Int](repeating: 0, count: names.count)
        var truthsOf = [[Int]](repeating: [], count: names.count)
        var marksOf = [[Int]](repeating: [], count: names.count)
        for (index, truth) in truths.enumerated() {
            guard let place = places[truth.caseName] else { continue }
            counts[place] += 1
            truthsOf[place].append(index)
        }
        for (index, mark) in marks.enumerated() {
            guard let place = places[mark.caseName] else { continue }
            marksOf[place].append(index)
        }
        var outcomes = [MarkOutcome](repeating: .falsePositive, count: marks.count)
        var rated: [Rated] = []
        rated.reserveCapacity(marks.count)
        var highest = [Double?](repeating: nil, count: names.count)
        for place in names.indices {
            let group = CaseMatching(
                marks: marksOf[place].map { ($0, marks[$0]) },
                truths: truthsOf[place].map { ($0, truths[$0]) },
                rule: matching
            )
            for (index, outcome) in group.outcomes(further: further) {
                let score = marks[index].score
                outcomes[index] = outcome
                highest[place] = max(highest[place] ?? score, score)
                switch outcome {
                case .hit: rated.append(Rated(score: score, place: place, isHit: true))
                case .falsePositive: rated.append(Rated(score: score, place: place, isHit: false))
                case .further: break
                }
            }
        }
        rated.sort {
            if $0.score != $1.score { return $0.score > $1.score }
            if $0.place != $1.place { return $0.place < $1.place }
            return $0.isHit && !$1.isHit
        }
        caseNames = names
        lesionCounts = counts
        self.outcomes = outcomes
        self.rated = rated
        self.highest = highest
    }
}

/// The marks and lesions of one case.
private struct CaseMatching {
    let marks: [(index: Int, mark: LesionMark)]
    let truths: [(index: Int, truth: LesionTruth)]
    let rule: LesionMatching
    private let widestRadius: Double
    private let widestBox: Double

    init(
        marks: [(index: Int, mark: LesionMark)],
        truths: [(index: Int, truth: LesionTruth)],
        rule: LesionMatching
    ) {
        self.marks = marks
        self.truths = truths.sorted { Self.comesBefore($0.truth.place, $1.truth.place) }
        self.rule = rule
        widestRadius = truths.compactMap(\.truth.radius).max() ?? 0
        widestBox = truths.compactMap(\.truth.extent?.width).max() ?? 0
    }

    /// Indices of the marks by falling score, with what they are.
    func outcomes(further: FurtherMarks) -> [(index: Int, outcome: MarkOutcome)] {
        let found = marks.map { (index: $0.index, mark: $0.mark, near: candidates(of: $0.mark)) }
        let ordered = found.sorted { one, other in
            if one.mark.score != other.mark.score { return one.mark.score > other.mark.score }
            let near = (one.near.first?.remoteness, other.near.first?.remoteness)
            switch near {
            case (let a?, let b?) where a != b: return a < b
            case (.some, nil): return true
            case (nil, .some): return false
            default: break
            }
            if one.mark.place != other.mark.place {
                return Self.comesBefore(one.mark.place, other.mark.place)
            }
            return one.index < other.index
        }
        var isTaken = [Bool](repeating: false, count: truths.count)
        return ordered.map { one in
            if let free = one.near.first(where: { !isTaken[$0.place] }) {
                isTaken[free.place] = true
                return (one.index, .hit(truth: truths[free.place].index))
            }
            let isFurther = !one.near.isEmpty && further == .ignored
            return (one.index, isFurther ? .further : .falsePositive)
        }
    }

    /// Places in `truths` of the lesions that a mark reaches, nearest first.
    private func candidates(of mark: LesionMark) -> [(place: Int, remoteness: Double)] {
        let reach = rule.reach(of: mark, widestRadius: widestRadius, widestBox: widestBox)
        // A hair of room, so that rounding of the window cannot lose a lesion at its edge.
        let room = reach * (1 + 1e-9) + abs(mark.place.x) * 1e-12
        var place = firstTruth(from: mark.place.x - room)
        var near: [(place: Int, remoteness: Double)] = []
        while place < truths.count, truths[place].truth.place.x <= mark.place.x + room {
            if let remoteness = rule.remoteness(of: mark, from: truths[place].truth) {
                near.append((place, remoteness))
            }
            place += 1
        }
        return near.sorted { ($0.remoteness, $0.place) < ($1.remoteness, $1.place) }
    }

    /// The first of the truths, which ascend along x, that does not lie before a coordinate.
    private func firstTruth(from x: Double) -> Int {
        var (low, high) = (0, truths.count)
        while low < high {
            let middle = (low + high) / 2
            if truths[middle].truth.place.x < x { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func comesBefore(_ one: LesionPlace, _ other: LesionPlace) -> Bool {
        (one.x, one.y, one.z) < (other.x, other.y, other.z)
    }
}
