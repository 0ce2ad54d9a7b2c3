/// How well an order of screening finds the relevant records.
///
/// All figures leave out the records that were labelled beforehand. With N records of which R are
/// relevant: the definitions are those of ASReview.
public struct ScreeningPerformance: Sendable, Equatable {
    /// Work saved over sampling at 95 % recall; absent without relevant records.
    ///
    /// (N − n) / N − 0.05, where n records are screened when 95 % of the relevant ones are found
    /// (Cohen 2006, doi:10.1197/jamia.M1929).
    public let workSaved95: Double?
    /// Fraction of the relevant records among the first ⌊N / 10⌋; absent without relevant records.
    public let recallAt10Percent: Double?
    /// Average time to discovery; absent without relevant records.
    ///
    /// The mean over the relevant records of the fraction of N screened when they are found
    /// (Ferdinands 2023, doi:10.1186/s13643-023-02257-7).
    public let averageTimeToDiscovery: Double?
    /// Loss: 0 is perfect, 0.5 is chance, 1 the worst; absent where all or no records are relevant.
    ///
    /// The area between the perfect recall curve and this one over that between the perfect and the
    /// worst: (R (N − (R − 1) / 2) − Σ cumulative recall count) / (R (N − R)).
    public let loss: Double?

    /// Measures an order.
    ///
    /// - Parameter found: for each of the N records, in the order screened, whether it is relevant.
    public init(_ found: [Bool]) {
        let records = found.count
        let relevant = found.count { $0 }
        var count = 0
        var area = 0
        var places = 0
        var at95 = records
        var atTenth = 0
        for (index, isRelevant) in found.enumerated() {
            if isRelevant {
                count += 1
                places += index + 1
                // The first place at which count / R ≥ 0.95, in whole numbers.
                if count * 20 >= relevant * 19, (count - 1) * 20 < relevant * 19 {
                    at95 = index + 1
                }
            }
            area += count
            if index + 1 == records / 10 { atTenth = count }
        }
        guard relevant > 0 else {
            (workSaved95, recallAt10Percent, averageTimeToDiscovery, loss) = (nil, nil, nil, nil)
            return
        }
        let (all, hits) = (Double(records), Double(relevant))
        workSaved95 = (all - Double(at95)) / all - 0.05
        recallAt10Percent = Double(atTenth) / hits
        averageTimeToDiscovery = Double(places) / hits / all
        loss =
            relevant == records
            ? nil
            : (hits * (all - (hits - 1) / 2) - Double(area)) / (hits * (all - hits))
    }
}
