import ModelEvaluation
import Statistics

/// Random marks and lesions with many ties, from a seed.
struct DetectionDrawing {
    /// Marks, lesions and names of all cases.
    struct Data {
        var marks: [LesionMark]
        var truths: [LesionTruth]
        var cases: [String]

        func matched(
            _ rule: LesionMatching,
            further: FurtherMarks = .ignored
        ) throws -> MatchedMarks {
            try MatchedMarks(
                marks: marks,
                truths: truths,
                cases: cases,
                matching: rule,
                further: further
            )
        }
    }

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func whole(_ bound: Int) -> Int {
        min(bound - 1, Int(generator.nextUniform() * Double(bound)))
    }

    /// The first case has a lesion and the last has none; scores are tenths.
    mutating func data(cases count: Int) -> Data {
        var data = Data(marks: [], truths: [], cases: [])
        for number in 0..<count {
            let name = "case \(number)"
            data.cases.append(name)
            let lesions = number == 0 ? 2 : number == count - 1 ? 0 : whole(4)
            var places: Set<LesionPlace> = []
            for _ in 0..<lesions {
                places.insert(LesionPlace(x: Double(whole(20)), y: Double(whole(20))))
            }
            let sorted = places.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
            for place in sorted {
                data.truths.append(LesionTruth(caseName: name, place: place))
                guard whole(3) > 0 else { continue }
                let near = LesionPlace(
                    x: place.x + Double(whole(5) - 2),
                    y: place.y + Double(whole(5) - 2)
                )
                data.marks.append(
                    LesionMark(caseName: name, place: near, score: Double(3 + whole(8)) / 10)
                )
            }
            for _ in 0..<whole(4) {
                let place = LesionPlace(x: Double(whole(20)), y: Double(whole(20)))
                data.marks.append(
                    LesionMark(caseName: name, place: place, score: Double(whole(8)) / 10)
                )
            }
        }
        return data
    }

    /// Scores that are higher with the event, and events in a third of the cases.
    mutating func scores(_ count: Int) -> [(score: Double, event: Bool)] {
        (0..<count).map { number in
            let isEvent = number % 3 == 0
            return (generator.nextNormal() + (isEvent ? 1 : 0), isEvent)
        }
    }
}
