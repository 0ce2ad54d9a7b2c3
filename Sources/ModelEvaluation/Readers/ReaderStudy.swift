/// How the covariances of areas are estimated from the cases.
public enum CovarianceMethod: String, Codable, Sendable, Equatable, CaseIterable {
    /// DeLong's structural components; with clusters Obuchowski's sums of them.
    case deLong = "delong"
    /// The jackknife: each case, or with clusters each cluster, left out in turn.
    case jackknife
}

/// Ratings of the same cases by several readers under several modalities, fully crossed.
///
/// Every reader rates every case under every modality; a higher rating speaks for the event, and
/// ties are normal. A standalone system may have rated the same cases once.
public struct ReaderStudy: Sendable, Equatable {
    /// The readers.
    public let readers: [String]
    /// The modalities, such as reading without and with a model's help.
    public let modalities: [String]
    /// Whether each case had the event.
    public let events: [Bool]
    /// The cluster of each case, such as the patient of a lesion; `nil` for independent cases.
    public let clusters: [String]?
    /// The ratings of each modality and, within it, of each reader.
    let ratings: [[CasePredictions]]
    /// The scores of a standalone system.
    let standalone: CasePredictions?

    /// Puts ratings together.
    ///
    /// - Parameters:
    ///   - readers: names of the readers.
    ///   - modalities: names of the modalities.
    ///   - ratings: for each modality, for each reader, a rating a case; finite, on any scale on
    ///     which higher speaks for the event.
    ///   - events: whether each case had the event.
    ///   - standalone: a standalone system's score of each case; `nil` without one.
    ///   - clusters: the cluster of each case; `nil` for independent cases.
    /// - Throws: `.nothingToCompare`, `.nameTwice`, `.notCrossed`, `.classTooSmall`, `.oneCluster`;
    ///   `.ratings` for ratings that are not finite and a class without cases.
    public init(
        readers: [String],
        modalities: [String],
        ratings: [[[Double]]],
        events: [Bool],
        standalone: [Double]? = nil,
        clusters: [String]? = nil
    ) throws(ReaderStudyError) {
        guard !readers.isEmpty, !modalities.isEmpty else { throw .nothingToCompare }
        for names in [readers, modalities] {
            var known: Set<String> = []
            for name in names where !known.insert(name).inserted { throw .nameTwice(name) }
        }
        let expected = modalities.count * readers.count * events.count
        let found = ratings.joined().reduce(0) { $0 + $1.count }
        guard ratings.count == modalities.count,
            ratings.allSatisfy({ $0.count == readers.count }), found == expected
        else { throw .notCrossed(expected: expected, found: found) }
        if let clusters, clusters.count != events.count {
            throw .notCrossed(expected: events.count, found: clusters.count)
        }
        self.readers = readers
        self.modalities = modalities
        self.events = events
        self.clusters = clusters
        do throws(EvaluationError) {
            var parts: [[CasePredictions]] = []
            for modality in ratings {
                var curves: [CasePredictions] = []
                for reader in modality {
                    curves.append(try CasePredictions(scores: reader, events: events))
                }
                parts.append(curves)
            }
            self.ratings = parts
            self.standalone =
                if let standalone {
                    try CasePredictions(scores: standalone, events: events)
                } else { nil }
        } catch {
            throw .ratings(error)
        }
        let positives = events.count { $0 }
        guard positives > 1, events.count - positives > 1 else {
            throw .classTooSmall(positives: positives, negatives: events.count - positives)
        }
        guard let clusters else { return }
        for event in [true, false]
        where Set(zip(clusters, events).filter { $1 == event }.map(\.0)).count < 2 {
            throw .oneCluster
        }
    }

    /// Number of cases with the event.
    public var positives: Int { events.count { $0 } }

    /// Number of clusters; `nil` for independent cases.
    public var clusterCount: Int? { clusters.map { Set($0).count } }

    /// The readers' curves, modality by modality, then that of the standalone system.
    var curves: [CasePredictions] { ratings.joined() + (standalone.map { [$0] } ?? []) }

    /// The empirical ROC curve of a reader under a modality.
    ///
    /// - Parameters:
    ///   - reader: place among ``readers``.
    ///   - modality: place among ``modalities``.
    ///   - level: coverage of the intervals of sensitivity and specificity.
    /// - Returns: the curve.
    /// - Throws: `.ratings` for a level that is not between 0 and 1.
    public func rocCurve(
        reader: Int,
        modality: Int,
        level: Double = 0.95
    ) throws(ReaderStudyError) -> ROCCurve {
        do throws(EvaluationError) {
            return try ratings[modality][reader].rocCurve(level: level)
        } catch {
            throw .ratings(error)
        }
    }

    /// The empirical ROC curve of the standalone system; `nil` without one.
    ///
    /// - Parameter level: coverage of the intervals of sensitivity and specificity.
    /// - Returns: the curve.
    /// - Throws: `.ratings` for a level that is not between 0 and 1.
    public func standaloneCurve(level: Double = 0.95) throws(ReaderStudyError) -> ROCCurve? {
        do throws(EvaluationError) {
            return try standalone?.rocCurve(level: level)
        } catch {
            throw .ratings(error)
        }
    }
}
