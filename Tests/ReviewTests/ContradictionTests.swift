import Review
import Testing

@Suite("Figures that do not fit together")
struct ContradictionTests {
    private func evaluation(_ change: (inout Evaluation) -> Void) -> Evaluation {
        var evaluation = Evaluation(study: "A", stage: .external, line: 2)
        change(&evaluation)
        return evaluation
    }

    private let table = CrossTable(
        truePositives: 66,
        falsePositives: 12,
        falseNegatives: 14,
        trueNegatives: 108
    )

    @Test("What follows from the counts contradicts nothing, in whatever decimals it is stated")
    func consistent() {
        let rounded = evaluation {
            $0.crossTable = table
            $0.size = 200
            $0.events = 80
            // 66 / 80 = .825, 108 / 120 = .9, 174 / 200 = .87.
            $0.values = [.sensitivity: 0.83, .specificity: 0.9, .accuracy: 0.87]
        }
        #expect(rounded.contradictions.isEmpty)
        let exact = evaluation {
            $0.crossTable = table
            $0.values = [.sensitivity: 66.0 / 80, .specificity: 108.0 / 120]
        }
        #expect(exact.contradictions.isEmpty)
    }

    @Test("Every figure that the counts contradict is named with what they say")
    func contradicted() {
        let found = evaluation {
            $0.crossTable = table
            $0.size = 201
            $0.events = 81
            $0.values = [.sensitivity: 0.84, .specificity: 0.91, .accuracy: 0.865]
        }.contradictions
        #expect(found.map(\.kind) == [.size, .events, .sensitivity, .specificity, .accuracy])
        #expect(found.map(\.lower) == [200, 80, 0.825, 0.9, 0.87])
        #expect(found[0].description == "n is 201, the two-by-two table gives 200")
        #expect(found[2].description == "sensitivity is 0.84, the two-by-two table gives 0.825")
    }

    @Test("Accuracy lies between sensitivity and specificity", arguments: [0.79, 0.91])
    func accuracyOutside(accuracy: Double) {
        func stated(_ accuracy: Double) -> Evaluation {
            evaluation {
                $0.values = [.sensitivity: 0.9, .specificity: 0.8, .accuracy: accuracy]
            }
        }
        // .79 may be .795 rounded down, .80 as well be .795: within rounding.
        #expect(stated(accuracy == 0.79 ? 0.78 : 0.92).contradictions.map(\.kind) == [.accuracy])
        #expect(stated(accuracy).contradictions.isEmpty)
        #expect(stated(0.85).contradictions.isEmpty)
    }
}
