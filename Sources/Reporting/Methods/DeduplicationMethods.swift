import Deduplication
import Review

extension Report {
    /// How duplicates were found and what came of it.
    var deduplicationMethods: MethodsPart {
        var part = MethodsPart(heading: "Duplicates")
        guard let resolution = state.resolution else {
            if !state.imports.isEmpty {
                part.sentences = ["Duplicates have not been looked for yet."]
            }
            part.gaps = ["How duplicates were handled: the journal holds no search for them"]
            return part
        }
        let options = resolution.options
        let merge = NumberText.fixed(options.mergeThreshold, decimals: 2)
        let review = NumberText.fixed(options.reviewThreshold, decimals: 2)
        part.sentences = [
            "Duplicates were looked for by the program, which compares records by identifiers, "
                + "title, authors, year, journal and pages.",
            "Pairs with a score of at least \(merge) (on a scale from 0 to 1) were to be merged by "
                + "rule; pairs from \(review) on that no rule decides were to be left to a person, "
                + "whose judgement beats the program's.",
            options.mergePreprints
                ? "A preprint was to be merged with the article it became."
                : "A preprint was not to be merged with the article it became without a person's "
                    + "judgement.",
        ]
        part.sentences += outcomeSentences(resolution)
        if !state.isDeduplicated {
            part.sentences.append(
                "Imports or judgements have changed since, so that these numbers are provisional."
            )
            part.gaps.append("Duplicates among all imports: they must be looked for again")
        }
        return part
    }

    private func outcomeSentences(_ resolution: DuplicateResolution) -> [String] {
        let merged = resolution.pairs.filter { $0.decision == .merge }
        let judged = Set(resolution.judgements.filter(\.isSame).map { Set([$0.first, $0.second]) })
        let byPerson = merged.count { judged.contains(Set([$0.first, $0.second])) }
        let removed = resolution.clusters.reduce(0) { $0 + $1.count - 1 }
        let works = NumberText.counted(resolution.clusters.count, "document", "documents")
        var sentences = [
            "Of \(NumberText.counted(resolution.records, "record", "records")) compared, "
                + (removed == 0
                    ? "none was found to be a duplicate."
                    : "\(NumberText.count(removed)) \(removed == 1 ? "was" : "were") found to duplicate "
                        + "another one, "
                        + "so that \(works) had more than one record.")
        ]
        if !merged.isEmpty {
            sentences.append(
                "The merges rest on \(NumberText.counted(merged.count - byPerson, "pair", "pairs")) "
                    + "joined by rule and \(byPerson) joined by a person."
            )
        }
        let people = state.pairJudgements.map(\.row)
        if !people.isEmpty {
            let same = people.count(where: \.isSame)
            sentences.append(
                "A person judged \(NumberText.counted(people.count, "pair", "pairs")): \(same) as "
                    + "the same document and \(people.count - same) as different ones."
            )
        }
        let open = openPairs.count
        sentences.append(
            open == 0
                ? "No pair was left in doubt."
                : "\(NumberText.counted(open, "pair is", "pairs are")) still in doubt and counted as "
                    + "different documents."
        )
        return sentences
    }
}
