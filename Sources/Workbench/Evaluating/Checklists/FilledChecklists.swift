import Reporting

/// Reporting lists, filled with what an evaluation says.
public struct FilledChecklists: Sendable, Equatable {
    /// An item with its answer.
    public struct Row: Sendable, Equatable {
        /// Number in the publication.
        public var number: String
        /// Topic in our own words.
        public var topic: String
        /// How far the data answer it.
        public var status: EvaluationAnswerStatus
        /// The answer in whole sentences.
        public var answer: String
    }

    /// The lists with their rows.
    public let lists: [(list: EvaluationChecklist, rows: [Row])]
    private let remark: String

    init(_ report: some ChecklistFilling) {
        remark = report.checklistRemark
        lists = EvaluationChecklist.all.map { list in
            let rows = list.items.map { item in
                let answer =
                    report.answer(to: item.fact) ?? EvaluationAnswer([], left: item.fact.request)
                return Row(
                    number: item.number,
                    topic: item.topic,
                    status: answer.status,
                    answer: answer.text
                )
            }
            return (list, rows)
        }
    }

    /// Whether both say the same.
    public static func == (left: FilledChecklists, right: FilledChecklists) -> Bool {
        left.lists.map(\.rows) == right.lists.map(\.rows) && left.remark == right.remark
    }

    /// All lists as one CSV file: `list,item,topic,status,answer`.
    public var csv: String {
        Table(
            id: "checklists",
            title: "",
            columns: ["list", "item", "topic", "status", "answer"].map { .init($0) },
            rows: lists.flatMap { list, rows in
                rows.map { [.init(list.title)] + Self.cells($0) }
            }
        ).csv
    }

    /// All lists as Markdown, a table each.
    public var markdown: String {
        var text = "# Reporting lists, filled from an evaluation\n\n"
        text +=
            "Topics are put in our own words; submit the official forms of the publications. An answer "
            + "says what the data hold, not that the item is well reported: read each before use.\n\n"
        if !remark.isEmpty { text += remark + "\n\n" }
        for (list, rows) in lists {
            let counts = EvaluationAnswerStatus.allCases.map { status in
                "\(status.rawValue): \(rows.count { $0.status == status })"
            }
            text += "## \(list.title)\n\n\(list.reference) Rows "
            text += counts.joined(separator: "; ") + ".\n\n"
            text +=
                Table(
                    id: list.title,
                    title: list.title,
                    columns: ["Item", "Topic", "Status", "Answer"].map { .init($0) },
                    rows: rows.map(Self.cells)
                ).markdown + "\n"
        }
        return String(text.dropLast())
    }

    private static func cells(_ row: Row) -> [Table.Cell] {
        [.init(row.number), .init(row.topic), .init(row.status.rawValue), .init(row.answer)]
    }
}

extension PredictionReport {
    /// Reporting lists, filled with what these predictions say.
    public var checklists: FilledChecklists { FilledChecklists(self) }
}

extension ClassReport {
    /// Reporting lists, filled with what these predictions say.
    public var checklists: FilledChecklists { FilledChecklists(self) }
}

extension LesionReport {
    /// Reporting lists, filled with what these marks say.
    public var checklists: FilledChecklists { FilledChecklists(self) }
}

extension SegmentationReport {
    /// Reporting lists, filled with what these label maps say.
    public var checklists: FilledChecklists { FilledChecklists(self) }
}
