import Deduplication
import Review

extension Report {
    /// Question and criteria.
    var questionSection: Markup {
        guard let plan = state.reviewProtocol else {
            return paragraph("No protocol has been set yet.", class: "empty")
        }
        let items = plan.question.map { item -> Markup in
            "<div><dt>\(capitalised(item.label))</dt><dd>\(item.text)</dd></div>\n"
        }
        var content: Markup =
            items.isEmpty
            ? paragraph("The protocol states no question.", class: "empty")
            : "<dl class=\"question\">\n\(items)</dl>\n"
        if !plan.inclusionCriteria.isEmpty {
            content += "<h3>Included are</h3>\n"
            content += bullets(plan.inclusionCriteria.map { Markup(text: $0) })
        }
        if !plan.exclusionCriteria.isEmpty {
            content += "<h3>Excluded are</h3>\n"
            content += bullets(plan.exclusionCriteria.map { Markup(text: $0) })
        }
        return content
    }

    private func capitalised(_ label: String) -> String {
        label.prefix(1).uppercased() + label.dropFirst()
    }

    /// Sources and duplicates.
    var searchSection: Markup {
        let problems = state.imports.flatMap { source in
            source.search.problems.map { "\(source.search.file): \($0)" }
        }
        var content = markup(sourcesTable)
        if !problems.isEmpty {
            let summary =
                NumberText.counted(problems.count, "remark", "remarks") + " on reading the files"
            content += foldable(summary, bullets(problems.map { Markup(text: $0) }))
        }
        content += "<h3>Duplicates</h3>\n"
        content += duplicatesText
        if let figure = overlapFigure { content += figureMarkup(figure) }
        return content
    }

    private var duplicatesText: Markup {
        guard let resolution = state.resolution else {
            return paragraph("Duplicates have not been looked for yet.", class: "empty")
        }
        let options = resolution.options
        let merge = NumberText.fixed(options.mergeThreshold, decimals: 2)
        let review = NumberText.fixed(options.reviewThreshold, decimals: 2)
        let preprints =
            options.mergePreprints
            ? "A preprint is merged with the article it became."
            : "A preprint is not merged with the article it became without a person's decision."
        var text = paragraph(
            """
            Records are compared by identifiers, title, authors, year, journal and pages. Pairs \
            with a score of at least \(merge) are merged; pairs from \(review) on are left to a \
            person. \(preprints) No record is deleted: a merged work keeps all its records.
            """
        )
        let removed = resolution.clusters.reduce(0) { $0 + $1.count - 1 }
        text += paragraph(
            """
            Of \(NumberText.counted(resolution.records, "record", "records")), \
            \(NumberText.counted(resolution.clusters.count, "work", "works")) had more than one \
            record (\(NumberText.counted(removed, "duplicate", "duplicates"))); \
            \(NumberText.counted(openPairs.count, "pair is", "pairs are")) left for a person.
            """
        )
        let judged = state.pairJudgements.map(\.row)
        if !judged.isEmpty {
            let same = judged.count(where: \.isSame)
            let summary =
                "\(NumberText.counted(judged.count, "pair", "pairs")) judged by a person: "
                + "\(same) the same work, \(judged.count - same) different works"
            text += foldable(summary, markup(judgedPairsTable))
        }
        if !openPairs.isEmpty {
            text += paragraph(
                "See the list under <a href=\"#excluded\">Excluded and open</a>."
            )
        }
        if !state.isDeduplicated {
            text += paragraph(
                "Imports or judgements have changed since: duplicates must be looked for again.",
                class: "warning"
            )
        }
        return text
    }

    /// Flow diagram and counts.
    var flowSection: Markup {
        let broken = flow.brokenIdentities
        var content = figureMarkup(prismaFigure)
        if broken.isEmpty {
            content += paragraph("Identities between the boxes checked: all hold.", class: "good")
        } else {
            content += paragraph(
                "Identities between the boxes that do not hold:",
                class: "warning"
            )
            content += bullets(broken.map { Markup(text: $0.description) })
        }
        let unlinked = state.reportsWithoutStudy
        if !unlinked.isEmpty {
            content += paragraph(
                """
                \(NumberText.counted(unlinked.count, "included report is", "included reports are")) \
                not linked to a study yet:
                """,
                class: "warning"
            )
            content += bullets(
                unlinked.map { record in
                    guard let work = state.workIndex[record] else { return "\(record.description)" }
                    return
                        "\(library.citation(ofWork: work).title) <code>\(record.description)</code>"
                }
            )
        }
        return content + foldable("All counts as a table", markup(flowTable))
    }

    /// Outcomes, agreement, conflicts.
    var screeningSection: Markup {
        var content: Markup = ""
        if let plan = state.reviewProtocol {
            let names = plan.reviewers.joined(separator: ", ")
            let left =
                plan.formerReviewers.isEmpty
                ? "" : " Left before the end: \(plan.formerReviewers.joined(separator: ", "))."
            let arbiters =
                plan.arbiters.isEmpty
                ? "" : " Conflicts are settled by: \(plan.arbiters.joined(separator: ", "))."
            content += paragraph(
                """
                Reviewers: \(names.isEmpty ? "none named" : names).\(left)\(arbiters) Each work needs \
                \(NumberText.counted(state.votesPerRecord, "vote", "votes")) that agree, or a \
                settlement; a maybe at title and abstract lets the work pass to the full text.
                """
            )
        }
        content += screeningStopText
        content += markup(screeningTable)
        if let figure = screeningAgreementFigure { content += figureMarkup(figure) }
        content += markup(agreementTable)
        content += markup(stageAgreementTable)
        let disputes = disputes
        guard !disputes.isEmpty else {
            return content + paragraph("\(conflictsTable.emptyText)", class: "empty")
        }
        let open = disputes.count { !$0.isSettled }
        let summary =
            "The reviewers differed \(disputes.count == 1 ? "once" : "\(disputes.count) times"); "
            + (open == 0 ? "all settled" : "\(open) open")
        return content + foldable(summary, markup(conflictsTable))
    }

    /// A figure on white, with its caption.
    func figureMarkup(_ figure: ReportFigure) -> Markup {
        // The declaration of the file must not stand inside a page.
        let start = figure.svg.firstRange(of: "<svg")?.lowerBound ?? figure.svg.startIndex
        let drawing = Markup(trusted: String(figure.svg[start...]))
        let file: Markup =
            linksFiles
            ? " <a class=\"file\" href=\"\(figure.path)\" aria-label=\"\(figure.title), as SVG\">"
                + "SVG</a>" : ""
        return """
            <figure>
            <div class="drawing" role="region" aria-label="\(figure.title)" tabindex="0">
            \(drawing)</div>
            <figcaption>\(figure.title)\(file)</figcaption>
            </figure>

            """
    }
}
