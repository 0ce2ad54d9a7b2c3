import BibliographicFormats
import Bibliography
import Deduplication
import MetaAnalysis
import Review
import RiskOfBias
import Screening

extension Report {
    /// Tables as a workbook, references, and files for RevMan.
    var exchangeAttachments: [ReportAttachment] {
        [
            ReportAttachment(
                path: "tables.xlsx",
                purpose: "All tables with rows as one Excel workbook, with all digits.",
                content: { $0.report.workbook }
            )
        ] + referenceAttachments + revManAttachments
    }

    // MARK: Workbook

    private var workbook: [UInt8] {
        let shown = tables.filter { !$0.rows.isEmpty }
        var sheets = shown.map(\.sheet)
        let names = WorkbookWriter.names(
            of: [WorkbookSheet(name: "Contents", header: [], rows: [])] + sheets
        )
        let contents = WorkbookSheet(
            name: "Contents",
            header: ["Sheet", "Table", "Rows", "CSV file", "Note"],
            rows: zip(names.dropFirst(), shown).map { name, table in
                [
                    .text(name), .text(table.title), .number(Double(table.rows.count)),
                    .text(table.path), .text(table.note ?? ""),
                ]
            }
        )
        sheets.insert(contents, at: 0)
        return WorkbookWriter.bytes(of: sheets)
    }

    // MARK: References

    private var referenceAttachments: [ReportAttachment] {
        let groups: [(name: String, what: String, records: [Record])] = [
            ("included", "Included reports", references(of: state.includedWorks.map { ($0, nil) })),
            (
                "excluded", "Reports excluded at full text, with the reason as a note",
                references(of: excludedAtFullText)
            ),
            ("not-retrieved", "Reports not retrieved", references(of: notRetrieved)),
        ]
        return groups.filter { !$0.records.isEmpty }.flatMap { group in
            [BibliographicFormat.ris, .bibtex].map { format in
                let isRIS = format == .ris
                return ReportAttachment(
                    path: "references/\(group.name).\(isRIS ? "ris" : "bib")",
                    purpose: "\(group.what), as \(isRIS ? "RIS" : "BibTeX").",
                    content: { _ in (try? writeRecords(group.records, as: format)) ?? [] }
                )
            }
        }
    }

    private var excludedAtFullText: [(work: Int, note: String?)] {
        state.works.indices.compactMap { work in
            guard state.isSought(work: work),
                case .excluded(let reason) = state.outcome(ofWork: work, at: .fullText)
            else { return nil }
            return (work, "Excluded at full text: \(reason ?? "no reason given")")
        }
    }

    private var notRetrieved: [(work: Int, note: String?)] {
        state.works.indices.filter {
            state.isSought(work: $0) && state.outcome(ofWork: $0, at: .fullText) == .notRetrieved
        }.map { ($0, nil) }
    }

    /// One merged record a work.
    private func references(of works: [(work: Int, note: String?)]) -> [Record] {
        works.compactMap { work, note in
            let members = state.works[work].records.compactMap { input.records[$0] }
            guard !members.isEmpty else { return nil }
            var record = mergeRecords(members)
            if let note { record.notes.insert(note, at: 0) }
            return record
        }
    }

    // MARK: RevMan

    /// Files for RevMan: a row per study, and a row per study and subgroup with its result.
    ///
    /// The headings say what the columns hold; RevMan's own headings could not be checked here, so
    /// they may have to be renamed on import. The names of the bivariate parameters are those of its
    /// summary ROC dialogue.
    private var revManAttachments: [ReportAttachment] {
        guard !state.studies.isEmpty else { return [] }
        var files = [
            ReportAttachment(
                path: "revman/study-information.csv",
                purpose: "Studies with their reports and risk of bias, for RevMan.",
                text: { $0.report.studyInformation }
            )
        ]
        for index in results.indices
        where results[index].stages.contains(where: { !$0.poolable.isEmpty }) {
            files.append(
                ReportAttachment(
                    path: "revman/results-\(slug(index)).csv",
                    purpose:
                        "\(results[index].plan.title): logits with standard errors, for generic inverse variance in RevMan.",
                    text: { $0.report.inverseVarianceRows(index) }
                )
            )
        }
        for index in accuracy.indices
        where accuracy[index].stages.contains(where: { !$0.evaluations.isEmpty }) {
            files.append(
                ReportAttachment(
                    path: "revman/accuracy-\(accuracySlug(index)).csv",
                    purpose: "\(accuracy[index].plan.title): two-by-two tables, for RevMan.",
                    text: { $0.report.accuracyRows(index) }
                )
            )
            files.append(
                ReportAttachment(
                    path: "revman/bivariate-parameters-\(accuracySlug(index)).csv",
                    purpose:
                        "\(accuracy[index].plan.title): parameters of the bivariate models, for the summary ROC plot of RevMan.",
                    text: { $0.report.bivariateRows(index) }
                )
            )
        }
        return files
    }

    private var studyInformation: String {
        let domains = instrument?.domains ?? []
        let header =
            ["Study ID", "Year", "Study label", "Reports", "DOI"]
            + domains.map { "\($0.name) judgement" } + domains.map { "\($0.name) support" }
        let rows = state.studies.map(\.row).map { study -> [String] in
            let appraisal = appraisals.first { $0.subject.study == study.id }
            let judged = domains.map { domain in
                appraisal?.domains.first { $0.number == domain.number }?.judgement
            }
            return [
                study.id, study.year.map(String.init) ?? "",
                library.studyNames[study.id] ?? study.id,
                study.reports.map(\.description).joined(separator: "; "), study.doi ?? "",
            ] + judged.map { $0?.judgement?.rawValue ?? "" }
                + judged.map { outcome in
                    (outcome?.given ?? []).compactMap(\.rationale).joined(separator: " / ")
                }
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private func inverseVarianceRows(_ index: Int) -> String {
        let level = results[index].plan.level
        let header = [
            "Study", "Study ID", "Subgroup", "Estimate (logit)", "SE", "CI lower", "CI upper",
            "Level", "Sample size", "With outcome", "Sheet",
        ]
        let rows = results[index].stages.flatMap { stage in
            stage.poolable.compactMap { row -> [String]? in
                guard let estimate = row.estimate else { return nil }
                return [
                    row.label, row.source.row.study, stage.stage.title,
                    NumberText.exact(estimate.value),
                    NumberText.exact(estimate.samplingVariance.squareRoot()),
                    NumberText.exact(row.interval?.lower), NumberText.exact(row.interval?.upper),
                    NumberText.exact(level), NumberText.exact(row.source.row.size),
                    NumberText.exact(row.source.row.events),
                    "\(row.source.file):\(row.source.row.line)",
                ]
            }
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private func accuracyRows(_ index: Int) -> String {
        let rows = accuracy[index].stages.flatMap { stage in
            stage.evaluations.map { row -> [String] in
                let counts = row.counts
                return [row.label, row.source.row.study, stage.stage.title]
                    + [
                        counts.truePositives, counts.falsePositives, counts.falseNegatives,
                        counts.trueNegatives,
                    ].map(String.init)
                    + [row.origin.rawValue, "\(row.source.file):\(row.source.row.line)"]
            }
        }
        return DelimitedTextWriter.text(
            header: ["Study", "Study ID", "Subgroup", "TP", "FP", "FN", "TN", "Counts", "Sheet"],
            rows: rows
        )
    }

    private func bivariateRows(_ index: Int) -> String {
        let header = [
            "Subgroup", "E(logitSe)", "E(logitSp)", "Var(logitSe)", "Var(logitSp)", "Corr(logits)",
            "SE(E(logitSe))", "SE(E(logitSp))", "Cov(Es)", "Studies", "Not fitted because",
        ]
        let rows = accuracy[index].stages.map { stage -> [String] in
            let fit = stage.fit
            let variances = fit?.knownBetweenVariances
            let numbers: [Double?] = [
                fit?.logitSensitivity, fit?.logitSpecificity, variances?[0], variances?[1],
                fit?.correlation, fit?.sensitivityStandardError, fit?.specificityStandardError,
                fit?.covariance[0][1],
            ]
            return [stage.stage.title] + numbers.map { NumberText.exact($0) }
                + [NumberText.exact(fit?.studyCount), stage.whyNotPooled ?? ""]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }
}

extension Table {
    /// The table as a sheet of a workbook: the columns of its file, numbers as numbers.
    ///
    /// Only columns of numbers and columns that stand in the file alone hold numbers; identifiers
    /// stay text, whatever they look like.
    var sheet: WorkbookSheet {
        let shown = columns.indices.filter { columns[$0].place != .page }
        return WorkbookSheet(
            name: id,
            header: shown.map { columns[$0].name },
            rows: rows.map { row in
                shown.map { index in
                    guard row.indices.contains(index) else { return .text("") }
                    let exact = row[index].exact
                    let mayBeNumber =
                        columns[index].isNumeric
                        || (columns[index].place == .file && columns[index].name != "Identifier")
                    if mayBeNumber, let number = Double(exact), number.isFinite {
                        return .number(number)
                    }
                    return .text(exact)
                }
            }
        )
    }
}
