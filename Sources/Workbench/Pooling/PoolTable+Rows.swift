import Foundation
import MetaAnalysis

/// One line of the table, read.
struct PoolRow {
    let line: Int
    let study: String
    /// Numbers by the name of the item; missing ones are absent.
    let numbers: [String: Double]
    /// Moderator cells in the order asked for; nil where missing.
    let moderators: [String?]
    let subgroup: String?
    let cluster: String?
    /// Position in the order of stages; nil where none was asked for.
    let stage: Int?
}

/// Reads lines and gathers every fault on the way.
struct PoolRowReader {
    let file: String
    let columns: PoolColumns
    let options: PoolTableOptions
    private(set) var faults: [PoolFault] = []

    init(file: String, header: [String], options: PoolTableOptions) {
        self.file = file
        columns = PoolColumns(header: header)
        self.options = options
    }

    /// Words that stand for a missing value.
    private static let missingWords: Set<String> = [
        "", "na", "n/a", "nan", "nr", "null", "none", "-", "–", "—", ".", "?",
    ]

    mutating func checkHeader() {
        let measure = options.measure
        for name in columns.repeated {
            note(nil, name, "the column twice", "every column name once")
        }
        let missing = measure.requiredColumns.filter { columns.position(of: $0) == nil }
        if !missing.isEmpty {
            let names = missing.map { "'\($0)'" }.joined(separator: ", ")
            note(
                1,
                nil,
                "no column \(names)",
                "for measure \(measure.rawValue): "
                    + (measure.requiredColumns + measure.optionalColumns).joined(separator: ", ")
                    + " (\(columns.listing))"
            )
        }
        let sets = measure.precisionColumns(assumesPrevalence: options.assumedPrevalence != nil)
        let complete = sets.contains { $0.allSatisfy { columns.position(of: $0) != nil } }
        if !sets.isEmpty, !complete {
            note(
                1,
                nil,
                "no column that tells how precise the estimates are",
                sets.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
                    + " (\(columns.listing))"
            )
        }
        let named =
            options.moderators.map { ("--moderators", $0) }
            + [
                ("--subgroup", options.subgroup), ("--cluster", options.cluster),
                ("--stage", options.stage),
            ].compactMap {
                pair in pair.1.map { (pair.0, $0) }
            }
        for (option, name) in named where columns.exactPosition(of: name) == nil {
            note(1, nil, "no column '\(name)' (\(option))", columns.listing)
        }
    }

    mutating func read(line: Int, fields: [String]) -> PoolRow? {
        guard fields.count == columns.header.count else {
            note(
                line,
                nil,
                "\(fields.count) fields",
                "\(columns.header.count), as many as the header has"
            )
            return nil
        }
        let before = faults.count
        let study = text(fields, columns.position(of: "study"))
        if study == nil { note(line, columns.title(of: "study"), "nothing", "the name of a study") }
        var numbers: [String: Double] = [:]
        let items = options.measure.requiredColumns + options.measure.optionalColumns
        for item in items where item != "study" {
            guard let position = columns.position(of: item), let cell = text(fields, position)
            else { continue }
            if let number = Self.number(cell) {
                numbers[item] = number
            } else {
                note(line, columns.header[position], "'\(cell)'", "a number such as 0.81")
            }
        }
        var cluster: String?
        if let name = options.cluster {
            cluster = text(fields, columns.exactPosition(of: name))
            if cluster == nil { note(line, name, "nothing", "the name of a cluster") }
        }
        var stage: Int?
        if let name = options.stage {
            let cell = text(fields, columns.exactPosition(of: name))
            stage = cell.flatMap(StageSection.position)
            if stage == nil {
                note(
                    line,
                    name,
                    cell.map { "'\($0)'" } ?? "nothing",
                    "a stage: training, internal or external"
                )
            }
        }
        guard faults.count == before, let study else { return nil }
        return PoolRow(
            line: line,
            study: study,
            numbers: numbers,
            moderators: options.moderators.map { text(fields, columns.exactPosition(of: $0)) },
            subgroup: options.subgroup.flatMap { text(fields, columns.exactPosition(of: $0)) },
            cluster: cluster,
            stage: stage
        )
    }

    /// The estimate of a row; nil if it holds faults, which are noted.
    mutating func extract(_ row: PoolRow) -> EffectExtraction? {
        do throws(EffectMeasureError) {
            return try row.extraction(options: options)
        } catch {
            guard case .faults(let found) = error else { return nil }
            for fault in found {
                note(
                    row.line,
                    columns.title(of: fault.item),
                    fault.found,
                    fault.expected
                )
            }
            return nil
        }
    }

    mutating func note(_ line: Int?, _ column: String?, _ found: String, _ expected: String) {
        faults.append(
            PoolFault(file: file, line: line, column: column, found: found, expected: expected)
        )
    }

    private func text(_ fields: [String], _ position: Int?) -> String? {
        guard let position, fields.indices.contains(position) else { return nil }
        let cell = fields[position].trimmingCharacters(in: .whitespacesAndNewlines)
        return Self.missingWords.contains(cell.lowercased()) ? nil : cell
    }

    /// A finite number in plain decimal notation; forms like `inf` or `0x1F` are not accepted.
    static func number(_ cell: String) -> Double? {
        let plain = cell.replacingOccurrences(of: "−", with: "-")
        guard plain.allSatisfy({ "0123456789+-.eE".contains($0) }) else { return nil }
        guard let number = Double(plain), number.isFinite else { return nil }
        return number
    }
}

extension PoolRow {
    /// What can be made of the row under a measure.
    func extraction(
        options: PoolTableOptions
    ) throws(EffectMeasureError) -> EffectExtraction {
        switch options.measure {
        case .generic:
            return try GenericReport(
                estimate: numbers["yi"],
                samplingVariance: numbers["vi"],
                standardError: numbers["sei"],
                lowerLimit: numbers["ci_lower"],
                upperLimit: numbers["ci_upper"]
            ).extraction()
        case .auc:
            return try DiscriminationReport(
                auc: numbers["auc"],
                standardError: numbers["se"],
                lowerLimit: numbers["ci_lower"],
                upperLimit: numbers["ci_upper"],
                participants: numbers["n"],
                events: numbers["events"],
                linearPredictorDeviation: numbers["sd_lp"]
            ).logitEstimate(
                newcombe: options.newcombe,
                assumedPrevalence: options.assumedPrevalence
            )
        default: break
        }
        // The remaining measures are functions of complete counts or moments.
        let items = options.measure.requiredColumns.dropFirst()
        let values = items.compactMap { numbers[$0] }
        guard values.count == items.count else {
            return .notPoolable(missing: items.filter { numbers[$0] == nil })
        }
        return try completeExtraction(values, options: options)
    }

    private func completeExtraction(
        _ values: [Double],
        options: PoolTableOptions
    ) throws(EffectMeasureError) -> EffectExtraction {
        switch options.measure {
        case .oe:
            return try ObservedExpectedReport(
                observed: values[0],
                expected: values[1],
                participants: numbers["n"]
            ).estimate()
        case .proportion:
            return try ProportionReport(events: values[0], participants: values[1])
                .estimate(options.proportionMeasure)
        case .or, .rr, .rd, .peto:
            let table = TwoByTwoTable(
                firstEvents: values[0],
                firstOthers: values[1],
                secondEvents: values[2],
                secondOthers: values[3]
            )
            let measure = TwoByTwoMeasure(rawValue: options.measure.rawValue.uppercased())
            return try table.estimate(measure ?? .oddsRatio, correction: options.correction)
        case .md, .smd, .rom:
            let comparison = ContinuousComparison(
                firstMean: values[0],
                firstDeviation: values[1],
                firstSize: values[2],
                secondMean: values[3],
                secondDeviation: values[4],
                secondSize: values[5]
            )
            let measure = ContinuousMeasure(rawValue: options.measure.rawValue.uppercased())
            return try comparison.estimate(measure ?? .meanDifference)
        case .zcor:
            return try CorrelationReport(correlation: values[0], pairs: values[1])
                .estimate(.fisherZ)
        case .generic, .auc, .dta:
            return .notPoolable(missing: ["a measure with counts or moments"])
        }
    }
}
