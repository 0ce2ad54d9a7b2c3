import Review

@testable import Figures

/// Seeded random figures that try to break a layout.
struct RandomFigures {
    private var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    private static let alphabet = Array(
        "aeionrtslcdmpEIMWA0123456789-/&<>\"'.,;()éßŁΔτЖ肺癌验🦴👩🏽‍⚕️ع   "
    )

    mutating func name() -> String {
        let length = Int.random(in: 1...120, using: &generator)
        // A third of the names has no space at all.
        let letters =
            Int.random(in: 0..<3, using: &generator) == 0
            ? RandomFigures.alphabet.filter { $0 != " " } : RandomFigures.alphabet
        return String((0..<length).map { _ in letters.randomElement(using: &generator) ?? "x" })
    }

    mutating func count(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    mutating func maybe<Value>(_ value: Value) -> Value? {
        Bool.random(using: &generator) ? value : nil
    }

    mutating func number(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &generator)
    }

    mutating func level() -> RiskLevel {
        RiskLevel.allCases.randomElement(using: &generator) ?? .low
    }

    mutating func style() -> FigureStyle {
        FigureStyle(width: JournalWidth.allCases.randomElement(using: &generator) ?? .double)
    }

    mutating func interval(around estimate: Double, scale: AxisScale) -> ForestPlot.Interval {
        let width = number(0...0.4)
        switch count(0...9) {
        case 0: return .init(lower: -.infinity, upper: .infinity)
        case 1: return .init(lower: 0, upper: scale == .log ? 1e9 : 1)
        case 2: return .init(lower: estimate, upper: estimate)
        default:
            return scale == .log
                ? .init(lower: estimate / (1 + width * 5), upper: estimate * (1 + width * 5))
                : .init(lower: estimate - width, upper: estimate + width)
        }
    }

    mutating func pooled(scale: AxisScale) -> ForestPlot.Pooled {
        let estimate = number(0.3...0.95)
        let interval = interval(around: estimate, scale: scale)
        let prediction = self.interval(around: estimate, scale: scale)
        let label = name()
        let note = name()
        return ForestPlot.Pooled(
            label: label,
            estimate: estimate,
            interval: maybe(interval),
            prediction: maybe(prediction),
            weight: maybe(100),
            heterogeneity: maybe(note)
        )
    }

    mutating func forest(studies: Int) -> ForestPlot {
        let scale = AxisScale.allCases.randomElement(using: &generator) ?? .linear
        let columns = (0..<count(0...4)).map { index in
            ForestPlot.Column(name(), alignment: index % 2 == 0 ? .trailing : .leading)
        }
        let domains = (0..<count(0...8)).map { ForestPlot.Domain("D\($0 + 1)", name: name()) }
        let rows = (0..<studies).map { _ in
            let estimate = number(0.05...0.99)
            let interval = interval(around: estimate, scale: scale)
            return ForestPlot.Row(
                label: name(),
                cells: columns.map { _ in name() },
                estimate: maybe(estimate),
                interval: maybe(interval),
                weight: maybe(number(0...30)),
                riskOfBias: domains.map { _ in level() }
            )
        }
        var groups: [ForestPlot.Group] = []
        var rest = rows[...]
        while !rest.isEmpty {
            let part = rest.prefix(count(1...80))
            rest = rest.dropFirst(part.count)
            let heading = name()
            let pooled = pooled(scale: scale)
            let note = name()
            groups.append(
                ForestPlot.Group(
                    heading: maybe(heading),
                    rows: Array(part),
                    pooled: maybe(pooled),
                    note: maybe(note)
                )
            )
        }
        let overall = pooled(scale: scale)
        return ForestPlot(
            title: name(),
            groups: groups,
            overall: maybe(overall),
            axis: .init(label: name(), scale: scale, reference: maybe(0.5)),
            estimateHeading: name(),
            studyHeading: name(),
            columns: columns,
            riskOfBiasDomains: domains,
            notes: [name()]
        )
    }

    mutating func parts(_ most: Int) -> [PRISMAFlow.Part] {
        (0..<count(0...most)).map { _ in .init(label: name(), count: count(0...5000)) }
    }

    mutating func reports() -> PRISMAFlow.Reports {
        let reasons = parts(20)
        return .init(
            sought: maybe(count(0...900)),
            notRetrieved: maybe(count(0...90)),
            assessed: maybe(count(0...900)),
            excluded: reasons,
            awaiting: count(0...1)
        )
    }

    mutating func flow() -> PRISMAFlow {
        var flow = PRISMAFlow()
        flow.previousStudies = maybe(count(0...50))
        flow.previousReports = maybe(count(0...50))
        flow.databaseTotal = maybe(count(0...100_000))
        flow.databases = parts(12)
        flow.registerTotal = maybe(count(0...1000))
        flow.registers = parts(4)
        flow.websites = maybe(count(0...10))
        flow.organisations = maybe(count(0...10))
        flow.citations = maybe(count(0...10))
        flow.duplicates = maybe(count(0...9000))
        flow.excludedAutomatic = maybe(count(0...9000))
        flow.excludedOther = maybe(count(0...9000))
        flow.screened = maybe(count(0...90_000))
        flow.excluded = maybe(count(0...90_000))
        flow.excludedReasons = parts(6)
        flow.awaitingScreening = count(0...2)
        flow.reports = reports()
        let other = reports()
        flow.otherReports = maybe(other)
        flow.newStudies = maybe(count(0...90))
        flow.newReports = maybe(count(0...90))
        flow.totalStudies = maybe(count(0...90))
        flow.totalReports = maybe(count(0...90))
        flow.studiesInMetaAnalysis = maybe(count(0...90))
        return flow
    }

    mutating func labels() -> PRISMALabels {
        var labels = PRISMALabels()
        guard Bool.random(using: &generator) else { return labels }
        labels.identification = name()
        labels.screening = name()
        labels.included = name()
        labels.databaseArm = name()
        labels.otherArmOfUpdate = name()
        labels.removed = name()
        labels.newStudies = name()
        labels.thousandsSeparator = ","
        labels.notes = [name()]
        return labels
    }

    mutating func trafficLight(studies: Int) -> TrafficLight {
        let sections = (0..<count(0...3)).map { _ in
            TrafficLight.Section(
                heading: name(),
                domains: (0..<count(1...7)).map { ForestPlot.Domain("D\($0 + 1)", name: name()) }
            )
        }
        let rows = (0..<studies).map { _ in
            TrafficLight.Row(
                label: name(),
                judgements: sections.map { $0.domains.dropLast(count(0...1)).map { _ in level() } },
                weight: maybe(number(0...10))
            )
        }
        return TrafficLight(
            title: name(),
            sections: sections,
            rows: rows,
            studyHeading: name(),
            notes: [name()]
        )
    }

    mutating func agreement(items: Int) -> AgreementPlot {
        let names = (0..<count(1...4)).map { _ in name() }
        let groups = (0..<count(1...3)).map { _ in
            AgreementPlot.Group(
                heading: maybe(name()),
                rows: (0..<items).map { _ in
                    let subjects = count(0...100_000)
                    return AgreementPlot.Row(
                        label: name(),
                        subjects: subjects,
                        agreed: maybe(count(0...subjects)),
                        coefficients: names.map { _ in
                            let estimate = number(-1...1)
                            let interval = ForestPlot.Interval(
                                lower: max(-1, estimate - number(0...2)),
                                upper: min(1, estimate + number(0...2))
                            )
                            return maybe(.init(estimate: estimate, interval: maybe(interval)))
                        }
                    )
                }
            )
        }
        return AgreementPlot(names: names, groups: groups, notes: [name()])
    }

    mutating func overlap(combinations: Int) -> SourceOverlapPlot {
        let sources = (0..<count(1...14)).map { _ in name() }
        return SourceOverlapPlot(
            combinations: (0..<combinations).map { _ in
                let members = sources.filter { _ in count(0...2) == 0 }
                return .init(sources: members, count: [0, 3, 4, 900, 123_456][count(0...4)])
            },
            countLabel: name(),
            sourceLabel: name(),
            notes: [name()]
        )
    }

    mutating func perYear(studies: Int) -> StudiesPerYear {
        let groups = (0..<count(1...30)).map { _ in name() }
        let span = [3, 30, 400].randomElement(using: &generator) ?? 3
        let entries = (0..<studies).map { _ in
            let year = 2026 - count(0...span)
            return StudiesPerYear.Entry(
                year: maybe(year),
                group: groups.randomElement(using: &generator) ?? "",
                count: count(0...3)
            )
        }
        return StudiesPerYear(
            entries: entries,
            yearLabel: name(),
            countLabel: name(),
            notes: [name()]
        )
    }
}
