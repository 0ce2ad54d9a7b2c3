@testable import Figures

/// Recall curves for golden files and for looking at.
enum RecallCurveSamples {
    /// Finds that become rarer, at fixed places.
    static func found(_ records: Int, _ relevant: Int, step: Double) -> [Bool] {
        var found = [Bool](repeating: false, count: records)
        for find in 0..<relevant {
            let share = Double(find) / Double(relevant)
            let place = Int(share * share * step * Double(records)) + find
            found[min(place, records - 1 - (relevant - find))] = true
        }
        return found
    }

    static func one() -> RecallCurvePlot {
        RecallCurvePlot(
            curves: [.init(name: "words-and-topics", found: found(1_000, 40, step: 0.5))],
            records: 1_000,
            relevant: 41,
            stops: [
                .init(name: "50 in a row", screened: 520),
                .init(name: "100 in a row", screened: 570),
                .init(name: "hypergeometric test", screened: 700),
                .init(name: "random audit", screened: 705), .init(name: "the end", screened: 1_000),
            ],
            notes: ["2 records labelled beforehand are left out."]
        )
    }

    static func several() -> RecallCurvePlot {
        RecallCurvePlot(
            curves: [
                .init(name: "words-and-topics", found: found(400, 30, step: 0.3)),
                .init(name: "svm", found: found(400, 30, step: 0.6)),
                .init(name: "naive-bayes", found: Array(found(400, 30, step: 0.9).prefix(300))),
            ],
            records: 400,
            relevant: 30
        )
    }

    static let all: [(name: String, canvas: Canvas)] = [
        ("recall-curve-174", one().drawn(FigureStyle())),
        ("recall-curve-84", one().drawn(FigureStyle(width: .single))),
        ("recall-curves-129-dark", several().drawn(FigureStyle(width: .oneAndHalf, theme: .dark))),
        (
            "recall-curve-empty-84",
            RecallCurvePlot(curves: [], records: 10, relevant: 0).drawn(FigureStyle(width: .single))
        ),
    ]
}
