import Foundation
public import Review
import Screening

extension ReviewDifference {
    /// The difference as text for people.
    ///
    /// - Parameter limit: lines shown in each part; further ones are counted. `nil` shows all.
    /// - Returns: lines, each ended by a line feed.
    public func text(limit: Int? = 20) -> String {
        var text = "From event \(from) to event \(to)"
        guard !isEmpty else { return text + ": nothing that counts differs\n" }
        text += "\n"
        func part(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\n\(title)\n"
            for line in lines.prefix(limit ?? lines.count) { text += "  \(line)\n" }
            if let limit, lines.count > limit {
                text += "  … \(lines.count - limit) more (--all lists them)\n"
            }
        }
        part("Pooled results", results.map(Self.line))
        part("Flow of records and reports", flow.map(Self.line))
        part("Included now", inclusions(.new))
        part("No longer included", inclusions(.gone))
        part("Protocol", reviewProtocol.map(Self.line))
        part("Searches", sources.map(Self.line))
        part("Newly one work", merged.map(Self.line))
        part("No longer one work", separated.map(Self.line))
        part("Judgements of possible duplicates", pairJudgements.map(Self.line))
        part("Studies", studies.map(Self.line))
        part("Evaluations", evaluations.map(Self.line))
        part("Cohorts and models", (parts ?? []).map(Self.line))
        part("Appraisals", appraisals.map(Self.line))
        part("Outcomes of screening", works.map(Self.line))
        part("Decisions", decisions.map(Self.line))
        part("Conduct", conduct.map(Self.line))
        return text
    }

    private func inclusions(_ kind: Entry.Kind) -> [String] {
        works.filter { $0.inclusion == kind }.map { change in
            "\(change.work): \(Self.move(change.before, change.after))"
        }
    }

    private static func move(_ before: String?, _ after: String?) -> String {
        "\(before ?? "–") → \(after ?? "–")"
    }

    private static func line(_ change: Change) -> String {
        "\(change.what): \(move(change.before, change.after))"
    }

    private static func line(_ entry: Entry) -> String {
        let place = entry.place.map { " (\($0))" } ?? ""
        let facts = entry.changes.map { change in
            switch entry.kind {
            case .new: "\(change.what) \(change.after ?? "–")"
            case .gone: "\(change.what) \(change.before ?? "–")"
            case .changed: line(change)
            }
        }
        let mark = ["new": "+", "gone": "−", "changed": "~"][entry.kind.rawValue] ?? ""
        return "\(mark) \(entry.name)\(place)"
            + (facts.isEmpty ? "" : ": " + facts.joined(separator: ", "))
    }

    private static func line(_ source: Source) -> String {
        let mark = ["new": "+", "gone": "−", "changed": "~"][source.kind.rawValue] ?? ""
        return "\(mark) \(source.source): \(source.records) records from \(source.database)"
            + (source.searched.map { ", searched \($0)" } ?? "")
    }

    private static func line(_ grouping: Grouping) -> String {
        "\(grouping.work) and " + grouping.records.map(\.description).joined(separator: ", ")
    }

    private static func line(_ change: DecisionChange) -> String {
        "\(change.record), \(change.stage.rawValue), \(change.reviewer): "
            + "\(move(change.before, change.after)) (\(change.place))"
    }

    private static func line(_ change: WorkChange) -> String {
        "\(change.work), \(change.stage.rawValue): \(move(change.before, change.after))"
    }

    private static func line(_ change: ResultChange) -> String {
        func figures(_ value: ResultChange.Figures?) -> String {
            guard let value else { return "not pooled" }
            let interval = String(
                format: "%.3f [%.3f to %.3f]",
                value.estimate,
                value.lower,
                value.upper
            )
            guard value.count > 1 else { return interval + ", one evaluation" }
            return interval
                + (value.tauSquared.map { String(format: ", τ² %.3g", $0) } ?? "")
                + (value.iSquared.map { String(format: ", I² %.1f%%", $0) } ?? "")
                + ", k \(value.count)"
        }
        return "\(change.analysis)/\(change.stage.rawValue), \(change.figure): "
            + "\(figures(change.before)) → \(figures(change.after))"
    }
}
