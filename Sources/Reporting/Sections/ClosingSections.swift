import Review

extension Report {
    /// Published figures, marked as theirs.
    var comparisonSection: Markup {
        let comparisons = state.reviewProtocol?.comparisons ?? []
        guard !comparisons.isEmpty else {
            return paragraph("\(comparisonTable.emptyText)", class: "empty")
        }
        var content = paragraph(
            """
            <strong>These figures are not results of this review.</strong> They are copied from \
            the publications named and shown for comparison only; no number of this review is \
            made from them.
            """,
            class: "theirs"
        )
        for comparison in comparisons {
            let doi: Markup = comparison.doi.map { ", doi \(link(doi: $0))" } ?? ""
            content += paragraph("<cite>\(comparison.source)</cite>\(doi)")
            if let note = comparison.note { content += paragraph("\(note)") }
        }
        return content + markup(comparisonTable)
    }

    /// What was left out, and what is left to do.
    var excludedSection: Markup {
        let records = excludedRecordsTable
        return markup(excludedReportsTable)
            + markup(notRetrievedTable)
            + (records.rows.isEmpty
                ? markup(records)
                : foldable(
                    "\(records.title) (\(records.rows.count))",
                    markup(records)
                ))
            + markup(openDuplicatesTable)
    }

    /// Program, digest, files.
    var provenanceSection: Markup {
        let files = figures.map(\.path) + tables.map(\.path)
        var content: Markup = """
            <dl class="question">
            <div><dt>Program</dt><dd>\(input.program)</dd></div>
            <div><dt>Events that count</dt><dd>\(NumberText.count(standingEvents.count))</dd></div>
            <div><dt>Content digest</dt><dd><code class="whole">\(input.contentDigest)</code></dd></div>
            </dl>

            """
        content += paragraph(
            """
            Everything above follows from the review's journal alone. An event counts if it was \
            not taken back; of protocols and searches for duplicates the last one counts.
            """
        )
        content += markup(inputFilesTable)
        guard linksFiles else { return content }
        content += eventList
        return content
            + foldable(
                "Files of this report (\(files.count + 1))",
                bullets(files.sorted().map { "<a href=\"\($0)\">\($0)</a>" }, class: "files")
            )
    }
}
