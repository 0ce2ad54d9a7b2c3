import Foundation

@testable import Figures

/// Plots in ROC space with made-up numbers.
enum SROCSamples {
    /// Studies around a mean in logit space, with what a model would say about them.
    static func group(
        _ name: String,
        sensitivity: Double,
        falsePositiveRate: Double,
        count: Int,
        seed: UInt64
    ) -> SROCPlot.Group {
        var generator = SplitMix(seed: seed)
        let (across, upwards) = (logit(falsePositiveRate), logit(sensitivity))
        let studies = (0..<count).map { index in
            let shift = Double.random(in: -1.3...1.3, using: &generator)
            let x = across + shift
            let y = upwards + 0.4 * shift + Double.random(in: -0.7...0.7, using: &generator)
            let size = Double.random(in: 20...900, using: &generator)
            let half = 12 / size.squareRoot()
            return SROCPlot.Study(
                label: Samples.names[index % Samples.names.count],
                position: .init(falsePositiveRate: rate(x), sensitivity: rate(y)),
                falsePositiveRateInterval: .init(lower: rate(x - half), upper: rate(x + half)),
                sensitivityInterval: .init(lower: rate(y - half), upper: rate(y + half)),
                size: size
            )
        }
        let rates = studies.map(\.position.falsePositiveRate).sorted()
        let (first, last) = (rates.first ?? 0.1, rates.last ?? 0.9)
        let curve = { (from: Double, to: Double) in
            (0...40).map { step -> SROCPlot.Position in
                let x = from + (to - from) * Double(step) / 40
                return .init(
                    falsePositiveRate: x,
                    sensitivity: rate(upwards + 0.4 * (logit(x) - across))
                )
            }
        }
        let ellipse = { (width: Double, height: Double) in
            (0..<72).map { step -> SROCPlot.Position in
                let angle = Double(step) / 72 * 2 * Double.pi
                return .init(
                    falsePositiveRate: rate(across + width * cos(angle)),
                    sensitivity: rate(
                        upwards + height * (0.5 * cos(angle) + 0.87 * sin(angle))
                    )
                )
            }
        }
        return SROCPlot.Group(
            name: name,
            studies: studies,
            curves: [
                .init(
                    name: "Summary ROC curve",
                    observed: curve(first, last),
                    extrapolated: [curve(0, first), curve(last, 1)]
                )
            ],
            summaryPoint: .init(falsePositiveRate: falsePositiveRate, sensitivity: sensitivity),
            confidenceRegion: ellipse(0.4, 0.25),
            predictionRegion: ellipse(1.6, 1.0)
        )
    }

    static func single() -> SROCPlot {
        SROCPlot(
            title: "Deep learning for spinal metastasis",
            groups: [
                group("", sensitivity: 0.87, falsePositiveRate: 0.14, count: 14, seed: 3)
            ],
            printsNames: true,
            notes: ["Bivariate model, maximum likelihood. Invented numbers."]
        )
    }

    static func modalities(_ marks: SROCPlot.StudyMarks) -> SROCPlot {
        SROCPlot(
            title: "Models by modality",
            groups: [
                group("MRI", sensitivity: 0.91, falsePositiveRate: 0.12, count: 9, seed: 4),
                group("CT", sensitivity: 0.78, falsePositiveRate: 0.2, count: 8, seed: 5),
                group("Bone scan", sensitivity: 0.7, falsePositiveRate: 0.4, count: 5, seed: 6),
            ],
            studyMarks: marks
        )
    }

    static var all: [(name: String, canvas: Canvas)] {
        [
            ("sroc-174", single().drawn(.init())),
            ("sroc-84", single().drawn(.init(width: .single))),
            ("sroc-129-dark", modalities(.sized).drawn(.init(width: .oneAndHalf, theme: .dark))),
            ("sroc-modalities-174", modalities(.sized).drawn(.init())),
            ("sroc-cross-129", modalities(.crossHairs).drawn(.init(width: .oneAndHalf))),
            ("sroc-empty-84", SROCPlot(groups: []).drawn(.init(width: .single))),
        ]
    }

    private static func logit(_ rate: Double) -> Double { log(rate / (1 - rate)) }

    private static func rate(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
