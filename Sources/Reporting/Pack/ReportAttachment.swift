/// A file of the submission pack beside the page, its figures and its tables.
public struct ReportAttachment: Sendable, Equatable {
    /// Place below the folder of the report, parts separated by `/`.
    public let path: String
    /// What the file is, in one sentence.
    public let purpose: String
    /// Content.
    public let bytes: [UInt8]

    /// Creates an attachment.
    ///
    /// - Parameters:
    ///   - path: place below the folder of the report, parts separated by `/`.
    ///   - purpose: what the file is, in one sentence.
    ///   - bytes: content.
    public init(path: String, purpose: String, bytes: [UInt8]) {
        self.path = path
        self.purpose = purpose
        self.bytes = bytes
    }

    /// Creates an attachment that is text in UTF-8.
    init(path: String, purpose: String, text: String) {
        self.init(path: path, purpose: purpose, bytes: Array(text.utf8))
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
                text: methodsText
            ),
            ReportAttachment(
                path: "summary-of-findings.md",
                purpose: "The summary of findings in Markdown; the judgements are the authors'.",
                text: summaryOfFindingsText
            ),
        ] + checklistAttachments
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
