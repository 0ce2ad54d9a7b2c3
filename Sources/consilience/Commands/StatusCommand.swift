import ArgumentParser
import Review
import Workbench

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far a review has come and what waits.",
        discussion: "Example: consilience status spine-review"
    )

    @OptionGroup var target: FolderArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let status = ReviewStatus(try target.folder.read().state)
        if output.json { return try Terminal.writeJSON(status) }
        Terminal.write(status.text)
    }
}

extension FullTextStatus {
    var text: String {
        "Full texts: \(sought) sought, \(withFile) with file, \(notRetrieved) not retrieved"
            + (withoutFile.isEmpty
                ? "\n"
                : ", \(withoutFile.count) without file: "
                    + withoutFile.joined(separator: ", ") + "\n")
    }
}

extension ReviewStatus {
    var text: String {
        var lines = [
            title ?? "(no protocol yet)", "\(events) events, \(records) records, \(works) works",
        ]
        lines += sources.map { "  \($0.label): \($0.count) records" }
        if !isDeduplicated {
            lines.append(
                "Duplicates were not looked for since the last import: 'consilience dedupe'."
            )
        }
        if !openPairs.isEmpty {
            lines.append("Pairs that may be duplicates; say 'same' yes or no in duplicates.csv:")
            lines += openPairs.map { pair in
                "  \(pair.first), \(pair.second): " + pair.reasons.joined(separator: "; ")
            }
        }
        let rows = stages.map { stage in
            [
                stage.stage, String(stage.works), String(stage.included), String(stage.excluded),
                String(stage.notRetrieved), String(stage.conflicts.count), String(stage.awaiting),
            ]
        }
        let header = [
            "stage", "works", "included", "excluded", "not retrieved", "conflicts", "awaiting",
        ]
        var text = lines.joined(separator: "\n") + "\n\n" + Terminal.table(header, rows)
        for stage in stages {
            for load in stage.workloads {
                text +=
                    "\(stage.stage): \(load.reviewer): \(load.assigned) assigned, \(load.done) done, "
                    + "\(load.left) left\n"
            }
            for (reviewer, count) in stage.awaitingPerReviewer.sorted(by: { $0.key < $1.key }) {
                text += "\(stage.stage): \(reviewer) has not voted on \(count)\n"
            }
            for (tag, count) in stage.tags.sorted(by: { $0.key < $1.key }) {
                text += "\(stage.stage): tag '\(tag)': \(count)\n"
            }
            for (work, what) in stage.conflicts.sorted(by: { $0.key < $1.key }) {
                text += "\(stage.stage): \(work): \(what)\n"
            }
        }
        text += fullTexts.withFile == 0 ? "" : fullTexts.text
        text += rounds.map(\.text).joined()
        if !formerReviewers.isEmpty {
            text += "Left the review: \(formerReviewers.joined(separator: ", "))\n"
        }
        for closing in closings {
            text +=
                "Screening closed at event \(closing.event) by \(closing.by): \(closing.putAside) of "
                + "\(closing.works) works still put aside. \(closing.evidence)\n"
        }
        text += "\n\(studies) studies, \(evaluations) evaluations\n"
        if !reportsWithoutStudy.isEmpty {
            text +=
                "Included reports without a study: "
                + reportsWithoutStudy.joined(separator: ", ") + "\n"
        }
        if !studiesWithoutAppraisal.isEmpty {
            text +=
                "Studies without an appraisal: "
                + studiesWithoutAppraisal.joined(separator: ", ") + "\n"
        }
        return text + brokenIdentities.map { "Broken: \($0)\n" }.joined()
    }
}
