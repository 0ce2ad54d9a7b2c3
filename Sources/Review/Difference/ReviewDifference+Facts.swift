import Deduplication
import MetaAnalysis
import RiskOfBias
import Screening

extension ReviewDifference {
    typealias Fact = (what: String, value: String)

    /// Facts that are there, in order.
    private static func list(_ facts: [(String, String?)]) -> [Fact] {
        facts.compactMap { what, value in value.map { (what: what, value: $0) } }
    }

    private static func number(_ value: Double?) -> String? { value.map { "\($0)" } }
    private static func count(_ value: Int?) -> String? { value.map(String.init) }
    private static func joined(_ values: [String]) -> String? {
        values.isEmpty ? nil : values.joined(separator: "; ")
    }

    static func facts(of value: ReviewProtocol?) -> [Fact] {
        guard let value else { return [] }
        var facts: [(String, String?)] = [
            ("title", value.title), ("statement", value.statement),
            ("reviewers", joined(value.reviewers)),
            ("former reviewers", joined(value.formerReviewers)),
            ("arbiters", joined(value.arbiters)), ("key records", joined(value.keyRecords)),
            ("votes per record", String(value.votesPerRecord)),
            ("inclusion criteria", joined(value.inclusionCriteria)),
            ("exclusion criteria", joined(value.exclusionCriteria)),
            ("reasons at title and abstract", joined(value.titleAbstractReasons)),
            ("reasons at full text", joined(value.fullTextReasons)),
            ("instrument", value.instrument), ("ideal trial", value.idealTrial),
        ]
        facts += value.question.map { ("question: \($0.label)", $0.text) }
        facts += value.ownInstruments.map { own in
            let questions = own.domains.flatMap(\.questions)
            return (
                "own instrument \(own.id)",
                "\(own.name), version \(own.version), \(own.domains.count) domains, "
                    + questions.map { "\($0.code) \($0.prompt)" }.joined(separator: "; ")
            )
        }
        facts += value.analyses.map { plan in
            (
                "analysis \(plan.id)",
                "\(plan.title), \(plan.measure.rawValue), \(plan.method), \(plan.test), "
                    + "level \(plan.level)"
            )
        }
        facts += value.accuracyAnalyses.map { plan in
            (
                "analysis \(plan.id)",
                "\(plan.title), sensitivity and specificity, \(plan.model.rawValue), "
                    + "level \(plan.level)"
            )
        }
        facts += value.extractionFields.map { ("extraction field \($0.id)", $0.description) }
        facts += value.comparisons.map { comparison in
            (
                "published figures of \(comparison.source)",
                ([comparison.doi, comparison.note].compactMap { $0 }
                    + comparison.figures.map { "\($0.label) \($0.text)" })
                    .joined(separator: "; ")
            )
        }
        return list(facts)
    }

    static func fact(of extracted: Extracted<Study>) -> Facts {
        let study = extracted.row
        return Facts(
            name: study.id,
            place: "\(extracted.file):\(study.line)",
            facts: list(
                [
                    ("reports", joined(study.reports.map(\.description))),
                    ("first_author", study.firstAuthor), ("year", count(study.year)),
                    ("title", study.title), ("journal", study.journal), ("doi", study.doi),
                    ("pmid", study.pmid), ("country", study.country), ("modality", study.modality),
                    ("task", study.task), ("model_family", study.modelFamily),
                    ("patients", count(study.patients)), ("events", count(study.events)),
                    ("primary_tumours", joined(study.primaryTumours)), ("note", study.note),
                ] + fields(study.fields)
            )
        )
    }

    /// What the protocol's own fields hold, by name.
    private static func fields(_ values: [String: String]) -> [(String, String?)] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    static func fact(of extracted: Extracted<Evaluation>) -> Facts {
        let row = extracted.row
        var facts: [(String, String?)] = [("n", count(row.size)), ("events", count(row.events))]
        facts += PerformanceMeasure.allCases.map { ($0.rawValue, number(row.values[$0])) }
        facts += [
            ("auc_se", number(row.aucStandardError)), ("auc_lower", number(row.aucLower)),
            ("auc_upper", number(row.aucUpper)), ("tp", count(row.crossTable?.truePositives)),
            ("fp", count(row.crossTable?.falsePositives)),
            ("fn", count(row.crossTable?.falseNegatives)),
            ("tn", count(row.crossTable?.trueNegatives)), ("note", row.note),
        ]
        facts += fields(row.fields)
        return Facts(
            name: row.key.filter { !$0.isEmpty }.joined(separator: ", "),
            place: "\(extracted.file):\(row.line)",
            facts: list(facts)
        )
    }

    static func fact(of extracted: Extracted<StudyPart>) -> Facts {
        let row = extracted.row
        return Facts(
            name: "\(row.kind.rawValue) \(row.name) of \(row.study)",
            place: "\(extracted.file):\(row.line)",
            facts: list(fields(row.fields))
        )
    }

    static func fact(of extracted: Extracted<AppraisalAnswer>) -> Facts {
        let row = extracted.row
        let subject = [row.study, row.estimate, row.part].compactMap { $0 }
        return Facts(
            name: (subject + [row.assessor, row.item]).joined(separator: ", "),
            place: row.line.map { "\(extracted.file):\($0)" },
            facts: list([("answer", row.answer), ("rationale", row.rationale)])
        )
    }

    static func fact(of extracted: Extracted<PairJudgement>) -> Facts {
        let row = extracted.row
        let pair = [row.first, row.second].map(\.description).sorted()
        return Facts(
            name: pair.joined(separator: " and "),
            place: "\(extracted.file):\(row.line)",
            facts: list([
                ("judged", row.isSame ? "same work" : "different works"),
                ("reviewer", row.reviewer), ("note", row.note),
            ])
        )
    }

    /// What people arranged and said: assignments, rounds, closings, remarks, full texts; and the resolution of
    /// duplicates, which may change its options without changing a work.
    static func conduct(of state: ReviewState) -> [Facts] {
        var all = state.assignments.map { standing -> Facts in
            let assignment = standing.assignment
            return Facts(
                name: "assignment of \(assignment.record) at \(assignment.stage.rawValue) to "
                    + assignment.reviewer,
                place: standing.file.flatMap { file in
                    assignment.line.map { "\(file):\($0)" }
                },
                facts: []
            )
        }
        all += state.rounds.map { standing in
            Facts(
                name: "calibration round '\(standing.round.name)'",
                place: nil,
                facts: list([
                    ("stage", standing.round.stage.rawValue),
                    ("works", joined(standing.round.records.map(\.description))),
                    ("seed", String(standing.round.seed)),
                ])
            )
        }
        all += state.closures.map { standing in
            Facts(
                name: "closing of screening in event \(standing.event)",
                place: nil,
                facts: list([
                    ("works", String(standing.closure.works)),
                    ("evidence", standing.closure.evidence),
                ])
            )
        }
        all += state.remarks.map { standing in
            let remark = standing.remark
            return Facts(
                name: "remark of \(remark.author) in event \(standing.event)",
                place: nil,
                facts: list([
                    ("record", remark.record.description), ("stage", remark.stage.rawValue),
                    ("text", remark.text),
                ])
            )
        }
        all += state.attachments.map { standing in
            Facts(
                name: "full text of \(standing.attachment.record), \(standing.attachment.name)",
                place: nil,
                facts: list([("sha256", standing.attachment.sha256)])
            )
        }
        if let resolution = state.resolution {
            let options = resolution.options
            all.append(
                Facts(
                    name: "search for duplicates",
                    place: nil,
                    facts: list([
                        ("records", String(resolution.records)),
                        ("merge threshold", number(options.mergeThreshold)),
                        ("review threshold", number(options.reviewThreshold)),
                        ("preprints merged", options.mergePreprints ? "yes" : "no"),
                        (
                            "works with several records",
                            String(resolution.clusters.count)
                        ),
                        (
                            "pairs left for a person",
                            String(resolution.pairs.count { $0.decision == .review })
                        ),
                    ])
                )
            )
        }
        return all
    }

    /// The boxes of the flow diagram with their counts.
    static func counts(of state: ReviewState) -> [Fact] {
        let flow = state.plannedFlow
        var facts: [(String, String?)] = []
        func add(_ name: String, _ value: Int?, _ parts: [PRISMAFlow.Part] = []) {
            facts.append((name, count(value)))
            facts += parts.map { ("\(name): \($0.label)", String($0.count)) }
        }
        add("records from databases", flow.databaseTotal, flow.databases)
        add("records from registers", flow.registerTotal, flow.registers)
        add("records from websites", flow.websites)
        add("records from organisations", flow.organisations)
        add("records from citation searching", flow.citations)
        add("duplicate records removed", flow.duplicates)
        add("records marked as ineligible by automation tools", flow.excludedAutomatic)
        add("records screened", flow.screened)
        add("records excluded", flow.excluded, flow.excludedReasons)
        add("records awaiting screening", flow.awaitingScreening)
        for (arm, reports) in [("", flow.reports), (" (other methods)", flow.otherReports)] {
            guard let reports else { continue }
            add("reports sought" + arm, reports.sought)
            add("reports not retrieved" + arm, reports.notRetrieved)
            add("reports assessed" + arm, reports.assessed)
            add("reports excluded" + arm, reports.excludedTotal, reports.excluded)
            add("reports awaiting assessment" + arm, reports.awaiting)
        }
        add("new studies included", flow.newStudies)
        add("reports of new studies included", flow.newReports)
        add("studies in the meta-analysis", flow.studiesInMetaAnalysis)
        return list(facts)
    }
}
