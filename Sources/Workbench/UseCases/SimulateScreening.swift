public import Screening
import Statistics

/// Plays a finished screening through again, as if the ranking had led it.
public struct SimulateScreening: Sendable {
    /// Way to rank.
    public var model: RankingModel
    /// Seed of the random priors.
    public var seed: UInt64
    /// What is labelled before the ranking starts.
    public var priors: Priors
    /// Question and criteria, which count as one relevant record.
    public var question: String?
    /// Which record comes next.
    public var strategy: QueryStrategy

    /// Records that are labelled beforehand.
    public enum Priors: Sendable, Equatable {
        /// So many of each kind, drawn at random.
        case random(included: Int, excluded: Int)
        /// Those with these identifiers.
        case named([String])
    }

    /// Creates the use case.
    public init(
        model: RankingModel = .wordsAndTopics,
        seed: UInt64 = 1,
        priors: Priors = .random(included: 1, excluded: 1),
        question: String? = nil,
        strategy: QueryStrategy = .mostRelevant
    ) {
        self.model = model
        self.seed = seed
        self.priors = priors
        self.question = question
        self.strategy = strategy
    }

    /// Simulates.
    ///
    /// - Parameters:
    ///   - table: the labelled records.
    ///   - file: its name for messages.
    ///   - seconds: time that has passed, asked for before and after.
    /// - Returns: the order and how good it is.
    /// - Throws: `InputRefused` if the priors cannot be had, `StatisticsError`.
    public func run(
        on table: LabelledTable,
        file: String,
        seconds: () -> Double
    ) throws -> ScreeningSimulation {
        let priors = try chosen(from: table, file)
        let start = seconds()
        let ranker = try Ranker(table.documents, model: model, question: question)
        let simulated = SimulatedScreening(
            ranker,
            isRelevant: table.isRelevant,
            priors: priors,
            strategy: strategy
        )
        return ScreeningSimulation(
            simulated,
            of: table,
            model: model,
            seed: seed,
            seconds: seconds() - start
        )
    }

    private func chosen(from table: LabelledTable, _ file: String) throws(InputRefused) -> [Int] {
        switch priors {
        case .named(let names):
            var places: [String: Int] = [:]
            for (place, id) in table.ids.enumerated() { places[id] = place }
            var faults = names.filter { places[$0] == nil }.map {
                InputFault(file: file, what: "no record has the id '\($0)', named as a prior")
            }
            if Set(names).count < names.count {
                faults.append(InputFault(file: file, what: "a prior is named twice"))
            }
            guard faults.isEmpty else { throw InputRefused(faults) }
            return names.compactMap { places[$0] }
        case .random(let included, let excluded):
            var generator = SeededGenerator(seed: seed)
            var faults: [InputFault] = []
            func draw(_ count: Int, _ isRelevant: Bool) -> [Int] {
                let all = table.isRelevant.indices.filter { table.isRelevant[$0] == isRelevant }
                let kind = isRelevant ? "included" : "excluded"
                if all.count < count {
                    faults.append(
                        InputFault(
                            file: file,
                            what: "\(count) \(kind) records asked for as priors; \(all.count) exist"
                        )
                    )
                }
                return Array(all.shuffled(using: &generator).prefix(max(0, count)))
            }
            let drawn = draw(included, true) + draw(excluded, false)
            guard faults.isEmpty else { throw InputRefused(faults) }
            return drawn
        }
    }
}

/// What a simulation found, as it is printed.
public struct ScreeningSimulation: Sendable, Equatable, Encodable {
    /// Records in the table, priors included.
    public let records: Int
    /// Relevant ones among them, priors included.
    public let included: Int
    /// Way of ranking.
    public let model: RankingModel
    /// Seed of the random priors.
    public let seed: UInt64
    /// Identifiers of the records labelled beforehand.
    public let priors: [String]
    /// Identifiers of all others, as screened.
    public let order: [String]
    /// Work saved over sampling at 95 % recall.
    public let wss95: Figure
    /// Recall after a tenth of the records.
    public let recallAt10Percent: Figure
    /// Average time to discovery.
    public let atd: Figure
    /// Loss: 0 perfect, 0.5 chance.
    public let loss: Figure
    /// Seconds that the simulation took, reading of the file apart.
    public let seconds: Double
    /// Fits that did not converge, and how a ranking of them is to be taken.
    public let warnings: [String]
    /// For each record of `order`, whether it is relevant; for figures.
    public let found: [Bool]

    private enum CodingKeys: String, CodingKey {
        case records, included, model, seed, priors, order, wss95, recallAt10Percent, atd, loss
        case seconds, warnings
    }

    init(
        _ simulated: SimulatedScreening,
        of table: LabelledTable,
        model: RankingModel,
        seed: UInt64,
        seconds: Double
    ) {
        records = table.ids.count
        included = table.isRelevant.count { $0 }
        self.model = model
        self.seed = seed
        priors = simulated.priors.map { table.ids[$0] }
        order = simulated.order.map { table.ids[$0] }
        found = simulated.order.map { table.isRelevant[$0] }
        let performance = simulated.performance
        wss95 = Figure(performance.workSaved95)
        recallAt10Percent = Figure(performance.recallAt10Percent)
        atd = Figure(performance.averageTimeToDiscovery)
        loss = Figure(performance.loss)
        self.seconds = seconds
        warnings =
            simulated.failedFits == 0
            ? []
            : [
                "\(simulated.failedFits) of \(simulated.order.count) fits did not converge; "
                    + "their rankings were used as they were"
            ]
    }
}
