import Figures
import MetaAnalysis
import Review
import Workbench

/// A choice of estimates as the query of an address: every state of the page can be bookmarked.
enum SynthesisQuery {
    /// What stands before the identifier of an estimate that is left out.
    static let omission = "out-"
    private static let stage = "stage-"

    /// Reads a choice.
    ///
    /// - Throws: `.badRequest` for words that are none of those known.
    static func choice(_ query: Query) throws(RequestFault) -> SynthesisChoice {
        var choice = SynthesisChoice(measure: try word("measure", query) ?? .auc)
        if let method: HeterogeneityMethod = try word("method", query) { choice.method = method }
        if let test: InferenceTest = try word("test", query) { choice.test = test }
        if let name = query["order"] {
            guard let order = ForestPlot.RowOrder(word: name) else {
                throw unknown("order", ForestPlot.RowOrder.allCases.map(\.word))
            }
            choice.order = order
        }
        if let text = query["level"] {
            guard let level = Double(text), level > 0, level < 1 else {
                throw .badRequest("'level' is no number between 0 and 1, such as 0.95.")
            }
            choice.level = level
        }
        choice.modality = query["modality"]
        choice.unit = query["unit"]
        choice.modelFamily = query["family"]
        for name in query.names {
            if name.hasPrefix(omission) {
                choice.omitted.insert(String(name.dropFirst(omission.count)))
            } else if name.hasPrefix(stage) {
                let known = EvaluationStage(rawValue: String(name.dropFirst(stage.count)))
                guard let known else {
                    throw unknown("stage", EvaluationStage.allCases.map(\.rawValue))
                }
                choice.stages.insert(known)
            }
        }
        return choice
    }

    /// Writes a choice; what is the default is left out.
    static func text(_ choice: SynthesisChoice) -> String {
        let plain = SynthesisChoice()
        func unless<Value: Equatable>(_ same: Value, _ value: Value, _ text: String) -> String? {
            same == value ? nil : text
        }
        var items: [(name: String, value: String?)] = [
            ("measure", unless(plain.measure, choice.measure, choice.measure.rawValue)),
            ("method", unless(plain.method, choice.method, choice.method.rawValue)),
            ("test", unless(plain.test, choice.test, choice.test.rawValue)),
            ("level", unless(plain.level, choice.level, "\(choice.level)")),
            ("order", unless(plain.order, choice.order, choice.order.word)),
            ("modality", choice.modality), ("unit", choice.unit), ("family", choice.modelFamily),
        ]
        items += choice.stages.sorted().map { (stage + $0.rawValue, "1") }
        items += choice.omitted.sorted().map { (omission + $0, "1") }
        return Query.text(items)
    }

    /// Name of the box of a stage.
    static func name(of stage: EvaluationStage) -> String { Self.stage + stage.rawValue }

    private static func word<Value: RawRepresentable & CaseIterable>(
        _ name: String,
        _ query: Query
    ) throws(RequestFault) -> Value? where Value.RawValue == String {
        guard let text = query[name] else { return nil }
        guard let value = Value(rawValue: text) else {
            throw unknown(name, Value.allCases.map(\.rawValue))
        }
        return value
    }

    private static func unknown(_ name: String, _ words: [String]) -> RequestFault {
        .badRequest("'\(name)' is one of \(words.joined(separator: ", ")).")
    }

    /// The parameters, for the interface's document.
    static let parameters: [Operation.Parameter] =
        [
            .init(
                "measure",
                "The figure; dta pools sensitivity and specificity together.",
                .text(oneOf: SynthesisChoice.Measure.allCases.map(\.rawValue))
            ),
            .init(
                "method",
                "Estimator of the variance between studies.",
                .text(oneOf: HeterogeneityMethod.allCases.map(\.rawValue))
            ),
            .init(
                "test",
                "Test and interval.",
                .text(oneOf: InferenceTest.allCases.map(\.rawValue))
            ),
            .init("level", "Level of the intervals, between 0 and 1.", .number),
            .init(
                "order",
                "Order of the studies in the forest plot.",
                .text(oneOf: ForestPlot.RowOrder.allCases.map(\.word))
            ),
            .init(
                "modality",
                "Only studies of this modality; - for not stated.",
                .text(longest: 200)
            ),
            .init("unit", "Only estimates of this unit; - for not stated.", .text(longest: 200)),
            .init("family", "Only models of this family; - for not stated.", .text(longest: 200)),
        ]
        + EvaluationStage.allCases.map {
            .init(
                name(of: $0),
                "1 to pool estimates of this stage; without any the most telling one is taken.",
                .text(oneOf: ["1"])
            )
        }
}
