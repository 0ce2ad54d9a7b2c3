import ModelEvaluation

extension EvaluatePredictions {
    /// What a careful reader would object to.
    func warnings(_ table: PredictionTable, _ parts: [Part]) -> [String] {
        let first = parts.filter { $0.score == parts[0].score }
        return leakage(table) + independence(table) + first.flatMap(sizes)
            + parts.flatMap(areas) + choice(parts)
    }

    /// Formulas other than that of the area know nothing of clusters.
    private func independence(_ table: PredictionTable) -> [String] {
        guard table.clusters != nil, resamples == nil else { return [] }
        return [
            "Intervals other than those of the AUC take cases as independent: --resamples gives "
                + "intervals for clusters."
        ]
    }

    /// Fewer than 100 events or non-events are too few to validate a model.
    ///
    /// Reference: Collins, Ogundimu & Altman (2016), doi:10.1002/sim.6787.
    private func sizes(_ part: Part) -> [String] {
        let predictions = part.predictions
        let place = part.group.map { "Group '\($0)'" } ?? "The table"
        var warnings: [String] = []
        let smaller = min(predictions.positives, predictions.negatives)
        if smaller < 100 {
            warnings.append(
                "\(place) has \(predictions.positives) cases with and \(predictions.negatives) "
                    + "without the event: fewer than 100 of either are few to validate a model."
            )
        }
        let share = Double(smaller) / Double(predictions.count)
        if share < 0.1 {
            let percent = Int((share * 1000).rounded())
            warnings.append(
                "\(place) is unbalanced: the rarer class is \(percent / 10).\(percent % 10) % of "
                    + "the cases; accuracy and the ROC curve look better than the predictive values."
            )
        }
        if let clusters = part.clusters {
            let count = Set(clusters).count
            if count < 40 {
                warnings.append(
                    "\(place) has \(count) clusters: with fewer than 40 the variance for clusters "
                        + "is uncertain."
                )
            }
        }
        return warnings
    }

    private func areas(_ part: Part) -> [String] {
        let scores = part.predictions.scores
        if let first = scores.first, scores.allSatisfy({ $0 == first }) {
            return [
                "\(part.name) scores all cases \(first): it tells nothing apart, and no interval is given."
            ]
        }
        if part.area.area == 1 || part.area.area == 0 {
            return [
                "\(part.name) separates the classes completely: no interval is given, since a few "
                    + "cases are no proof of a perfect model."
            ]
        }
        if part.area.area < 0.5 {
            return [
                "\(part.name) has an area below 0.5: do higher scores speak for the event?"
            ]
        }
        return []
    }

    /// Clusters (patients) and cases that stand in more than one group, or in more than one fold.
    private func leakage(_ table: PredictionTable) -> [String] {
        let kinds = [
            (table.groups, "group", "if the groups are training and test data, the test leaks"),
            (table.folds, "fold", "they were predicted by models that knew them"),
        ]
        let units = [(table.clusters, "clusters"), (table.caseNames, "cases")]
        return units.flatMap { members, unit in
            kinds.compactMap { names, what, why in
                guard let members, let names else { return nil }
                return leakage(of: members, unit, over: names).map { found in
                    "\(found) stand in more than one \(what): \(why)."
                }
            }
        } + repeated(table)
    }

    /// Cases on several rows of a group, which are taken as independent without clusters.
    private func repeated(_ table: PredictionTable) -> [String] {
        guard let cases = table.caseNames, table.clusters == nil else { return [] }
        var seen: Set<[String]> = []
        let groups = table.groups ?? []
        let again = cases.indices.count {
            !seen.insert([cases[$0], groups.isEmpty ? "" : groups[$0]]).inserted
        }
        guard again > 0 else { return [] }
        return [
            "\(again) rows are of a case that has a row already: they are taken as independent; name "
                + "the column by --cluster."
        ]
    }

    /// The clusters or cases that stand under several names; `nil` for none.
    private func leakage(
        of clusters: [String],
        _ unit: String,
        over names: [String]
    ) -> String? {
        var first: [String: String] = [:]
        var shared: Set<String> = []
        for (cluster, name) in zip(clusters, names) {
            if let known = first[cluster] {
                if known != name { shared.insert(cluster) }
            } else {
                first[cluster] = name
            }
        }
        guard !shared.isEmpty else { return nil }
        let listed = shared.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        let rest = shared.count > 5 ? " and \(shared.count - 5) more" : ""
        return "\(shared.count) of \(first.count) \(unit) (\(listed)\(rest))"
    }

    private func choice(_ parts: [Part]) -> [String] {
        guard threshold == nil else { return [] }
        return [
            "Thresholds were chosen on the cases they are evaluated on (Youden's index"
                + (sensitivity == nil && specificity == nil
                    ? "" : ", fixed sensitivity or specificity")
                + "): their sensitivity and specificity are too good; give a threshold chosen "
                + "beforehand with --threshold."
        ]
    }
}
