/// A file of the submission pack beside the page, its figures and its tables.
public struct ReportAttachment: Sendable {
    /// Place below the folder of the report, parts separated by `/`.
    public let path: String
    /// What the file is, in one sentence.
    public let purpose: String
    /// Makes the content, in UTF-8 if it is text: the page lists files without making them.
    let content: @Sendable (PackSource) -> [UInt8]

    init(
        path: String,
        purpose: String,
        content: @escaping @Sendable (PackSource) -> [UInt8]
    ) {
        self.path = path
        self.purpose = purpose
        self.content = content
    }

    init(
        path: String,
        purpose: String,
        text: @escaping @Sendable (PackSource) -> String
    ) {
        self.init(path: path, purpose: purpose, content: { Array(text($0).utf8) })
    }
}

/// What the files of the pack are made from, gathered once for all of them.
struct PackSource: Sendable {
    let report: Report
    let answers: [ReportFact: ChecklistAnswer]

    init(_ report: Report) {
        self.report = report
        let facts = Set(report.checklists.flatMap(\.items).map(\.fact))
        answers = Dictionary(
            uniqueKeysWithValues: facts.map { ($0, report.answer(to: $0)) }
        )
    }
}

extension Report {
    /// The further files of the submission pack, in the order in which the page lists them.
    ///
    /// A new file is added here, and nowhere else: `files` and the page follow.
    public var attachments: [ReportAttachment] {
        [
            ReportAttachment(
                path: "methods.md",
                purpose:
                    "The methods section of the paper in Markdown, written from what was done, "
                    + "with what is left for the authors.",
                text: { $0.report.methodsText }
            ),
            ReportAttachment(
                path: "summary-of-findings.md",
                purpose: "The summary of findings in Markdown; the judgements are the authors'.",
                text: { $0.report.summaryOfFindingsText }
            ),
        ] + checklistAttachments + exchangeAttachments
    }

    /// The further files with their content.
    var attachedFiles: [ReportFile] {
        let source = PackSource(self)
        return attachments.map { ReportFile(path: $0.path, bytes: $0.content(source)) }
    }

    private var summaryOfFindingsText: String {
        let table = summaryOfFindingsTable
        return "# \(table.title)\n\n" + table.markdown
    }

    /// The list of the further files, each with a sentence.
    var packSection: Markup {
        let items = attachments.map { file -> Markup in
            linksFiles
                ? "<a href=\"\(file.path)\">\(file.path)</a>: \(file.purpose)"
                : "<code>\(file.path)</code>: \(file.purpose)"
        }
        return paragraph("Files beside this page, for the manuscript and its supplement.")
            + bullets(items)
    }
}
