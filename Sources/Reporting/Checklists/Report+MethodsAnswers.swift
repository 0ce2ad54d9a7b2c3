import MetaAnalysis
import Review

extension Report {
    /// Answers to what is asked of title, introduction and methods; `nil` for other facts.
    func methodsAnswer(to fact: ReportFact) -> ChecklistAnswer? {
        let plan = state.reviewProtocol
        switch fact {
        case .title:
            return .of(
                plan.map { "The title of the protocol is \"\($0.title)\"." } ?? "",
                at: "index.html",
                left: "Name the report a systematic review (and meta-analysis) in its title."
            )
        case .question:
            return .of(
                plan?.question.isEmpty == false ? questionMethods.sentences.first ?? "" : "",
                at: "methods.md; index.html#question"
            )
        case .eligibility:
            let sentences = questionMethods.sentences.dropFirst(
                plan?.question.isEmpty == false ? 1 : 0
            )
            return .of(
                sentences.joined(separator: " "),
                at: "methods.md; index.html#question",
                left: "Give reasons for the criteria and say how studies were grouped."
            )
        case .selection: return of(screeningMethods, at: "methods.md; index.html#screening")
        case .collection: return of(extractionMethods, at: "methods.md; tables/evaluations.csv")
        case .outcomes:
            return .of(
                extractionMethods.sentences.dropFirst().joined(separator: " "),
                at: "methods.md; tables/evaluations.csv",
                left:
                    "Define the outcomes, and say which results were taken where a study has several."
            )
        case .variables:
            return .of(
                state.studies.isEmpty
                    ? ""
                    : "Fields for each study: country, modality, task, model family, patients, "
                        + "patients with the outcome, primary tumours; a field may be blank.",
                at: "tables/studies.csv",
                left: "Define the variables and say what was assumed where reports are unclear."
            )
        case .definitions:
            return .of(
                extractionMethods.sentences.first ?? "",
                at: "methods.md; tables/studies.csv",
                left: "Define target condition, index test, reference standard and positivity."
            )
        case .biasMethods: return of(appraisalMethods, at: "methods.md; index.html#risk-of-bias")
        case .availability:
            return .of(
                "The report rests on \(NumberText.counted(standingEvents.count, "event", "events")) "
                    + "of the journal; digest \(input.contentDigest).",
                at: "methods.md; index.html#provenance; tables/input-files.csv",
                left: softwareMethods.gaps.map(Phrase.closed).joined(separator: " ")
            )
        default: return synthesisAnswer(to: fact)
        }
    }

    private func synthesisAnswer(to fact: ReportFact) -> ChecklistAnswer? {
        let place = "methods.md; index.html#results"
        switch fact {
        case .measures:
            let measures = PerformanceMeasure.allCases.filter { measure in
                results.contains { $0.plan.measure == measure }
                    || (!accuracy.isEmpty && (measure == .sensitivity || measure == .specificity))
            }
            return .of(
                measures.isEmpty
                    ? "" : "Planned for pooling: \(Phrase.list(measures.map(\.title))).",
                at: place,
                left: measures.isEmpty
                    ? ""
                    : "Say why these figures, and what unit they count (patient, lesion, image)."
            )
        case .synthesisEligibility:
            return .of(
                !hasPlan
                    ? ""
                    : "An evaluation entered the analysis of its stage if it reports the figure and "
                        + "what a standard error or a two-by-two table needs.",
                at: place
            )
        case .preparation:
            let single = results.filter { !$0.stages.isEmpty }.flatMap { errorSentences($0) }
            let paired = accuracy.filter { !$0.stages.isEmpty }
                .flatMap { sentences(of: $0).dropFirst() }
            let tables =
                results.indices.map { analysedTable($0) } + accuracy.indices.map { countsTable($0) }
            return .of(
                (single + paired).joined(separator: " "),
                at: (["methods.md"] + tables.map(\.path)).joined(separator: "; ")
            )
        case .display:
            return .of(
                Phrase.closed(figures.map(\.title).joined(separator: "; ")),
                at: figures.map(\.path).joined(separator: "; ")
            )
        case .synthesisMethods:
            let measures = Set(results.map(\.plan.measure))
            let isPair =
                measures.isSuperset(of: [.sensitivity, .specificity]) && accuracy.isEmpty
            return of(
                analysisMethods,
                at: place,
                more: isPair
                    ? "Sensitivity and specificity are pooled one by one here; say whether a bivariate "
                        + "model was used beside it." : ""
            )
        case .heterogeneityMethods:
            return .of(
                !hasPlan
                    ? ""
                    : "Stages of validation are pooled on their own, and the change between them is "
                        + "estimated by a three-level model where the data allow.",
                at: place,
                left: !hasPlan ? "" : "Describe any other subgroups or meta-regression."
            )
        case .smallStudyMethods:
            return .of(
                !hasPlan
                    ? ""
                    : "Egger's test for single figures and Deeks' test for sensitivity and "
                        + "specificity together, where they can be run.",
                at: "methods.md; tables/summary-of-findings.csv",
                left: !hasPlan ? "" : "Say how missing results were considered otherwise."
            )
        case .certaintyMethods:
            return .of(
                !hasPlan
                    ? ""
                    : "The summary of findings lists what the data say to each GRADE domain; no "
                        + "judgement is made by the program.",
                at: "tables/summary-of-findings.csv",
                left: "Judge the certainty and say by which method."
            )
        default: return nil
        }
    }

    /// A part of the methods as an answer, its gaps left for the authors.
    private func of(_ part: MethodsPart, at place: String, more: String = "") -> ChecklistAnswer {
        let left = part.gaps.map(Phrase.closed) + (more.isEmpty ? [] : [more])
        return .of(part.text, at: place, left: left.joined(separator: " "))
    }
}
