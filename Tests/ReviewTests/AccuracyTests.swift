import MetaAnalysis
import Review
import Testing

/// Two-by-two tables of evaluations, and the bivariate models of a review.
@Suite("Accuracy in a review")
struct AccuracyTests {
    private func evaluation(
        _ study: String = "S",
        stage: EvaluationStage = .external,
        size: Int? = nil,
        events: Int? = nil,
        sensitivity: Double? = nil,
        specificity: Double? = nil,
        counts: [Int]? = nil,
        line: Int = 2
    ) -> Evaluation {
        var row = Evaluation(study: study, stage: stage, line: line)
        row.size = size
        row.events = events
        row.values[.sensitivity] = sensitivity
        row.values[.specificity] = specificity
        row.crossTable = counts.map {
            CrossTable(
                truePositives: $0[0],
                falsePositives: $0[1],
                falseNegatives: $0[2],
                trueNegatives: $0[3]
            )
        }
        return row
    }

    private func missing(_ row: Evaluation) -> String? {
        if case .missing(let what) = row.crossTableExtraction {
            what.joined(separator: "; ")
        } else {
            nil
        }
    }

    @Test func statedCountsAreTakenAsTheyAre() {
        let row = evaluation(size: 5, events: 1, sensitivity: 0.1, counts: [8, 3, 2, 27])
        let table = CrossTable(
            truePositives: 8,
            falsePositives: 3,
            falseNegatives: 2,
            trueNegatives: 27
        )
        #expect(row.crossTableExtraction == .table(table, .stated))
        #expect(row.figure(.sensitivity) == 0.1)
        #expect(row.figure(.specificity) == 0.9)
        #expect(row.figure(.accuracy) == 0.875)
        #expect(row.figure(.auc) == nil)
    }

    /// 62/79 = 0.785 and 15/22 = 0.682, both printed with two decimals.
    @Test func countsAreRestoredByRounding() {
        let row = evaluation(size: 101, events: 79, sensitivity: 0.78, specificity: 0.68)
        let table = CrossTable(
            truePositives: 62,
            falsePositives: 7,
            falseNegatives: 17,
            trueNegatives: 15
        )
        #expect(row.crossTableExtraction == .table(table, .restored))
    }

    /// A tenth stated as 0.5 and as 0.333 cannot be of ten, but 0.3 can.
    @Test(arguments: [(0.3, true), (0.333, false), (0.35, false), (1.0, true), (0.0, true)])
    func proportionsOfOtherUnitsAreNotTurnedIntoCounts(_ sensitivity: Double, _ fits: Bool) {
        let row = evaluation(size: 20, events: 10, sensitivity: sensitivity, specificity: 0.9)
        #expect((missing(row) == nil) == fits)
    }

    @Test func everyCountGivesItselfBack() {
        for total in 1...120 {
            for found in 0...total {
                let exact = Double(found) / Double(total)
                let printed = (exact * 1000).rounded() / 1000
                let row = evaluation(
                    size: total + 10,
                    events: total,
                    sensitivity: printed,
                    specificity: 0.5
                )
                guard case .table(let table, .restored) = row.crossTableExtraction else {
                    Issue.record("\(found) of \(total) is not restored from \(printed)")
                    continue
                }
                #expect(table.truePositives == found)
                #expect(table.diseased == total && table.healthy == 10)
            }
        }
    }

    @Test func whatIsMissingIsNamed() {
        #expect(
            missing(evaluation(sensitivity: 0.9))
                == "tp, fp, fn and tn, or specificity and n and events"
        )
        let nobody = evaluation(size: 10, events: 10, sensitivity: 0.9, specificity: 0.9)
        #expect(missing(nobody) == "no count out of 0 gives the specificity 0.9")
    }

    @Test func stagesHoldTheModelOfTheirTables() throws {
        var history = History()
        var plan = ReviewProtocol(title: "T")
        plan.accuracyAnalyses = [AccuracyPlan(id: "a", title: "A")]
        history.add(.protocolSet(plan))
        let counts = [[40, 5, 4, 60], [30, 8, 9, 70], [55, 2, 6, 80], [20, 9, 3, 50]]
        var rows = counts.enumerated().map { index, cells in
            evaluation("S\(index)", counts: cells, line: index + 2)
        }
        rows.append(evaluation("S9", sensitivity: 0.8, line: 9))
        rows.append(evaluation("S8", stage: .training, specificity: 0.8, line: 10))
        history.add(.evaluationsRecorded(Sheet(file: "e.csv", sha256: "", rows: rows)))
        let result = try #require(history.state.accuracyResults.first)
        #expect(result.stages.map(\.stage) == [.training, .external])
        let stage = try #require(result.stages.last)
        let expected = try BivariateFit(
            tables: counts.map {
                DiagnosticTable(
                    truePositives: Double($0[0]),
                    falsePositives: Double($0[1]),
                    falseNegatives: Double($0[2]),
                    trueNegatives: Double($0[3])
                )
            }
        )
        #expect(stage.fit == expected)
        #expect(stage.deeks != nil)
        #expect(stage.omitted.map(\.source.row.line) == [9])
        #expect(result.stages[0].fit == nil && result.stages[0].whyNotPooled != nil)
        #expect(history.state.plannedFlow.studiesInMetaAnalysis == 4)
    }

    @Test func protocolsWithoutSuchAnAnalysisAreWrittenAsBefore() throws {
        let json = try EventPayload.protocolSet(ReviewProtocol(title: "T")).canonicalJSON()
        #expect(!json.contains("accuracyAnalyses"))
    }
}
