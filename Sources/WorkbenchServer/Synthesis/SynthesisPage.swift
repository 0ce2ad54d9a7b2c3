import Figures
import MetaAnalysis
import Reporting
import Review
import Workbench

/// The page on which estimates are chosen and pooled; every state of it is in its address.
enum SynthesisPage {
    /// Renders a synthesis.
    static func page(_ result: Synthesis, _ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .synthesis,
            title: frame.text(.synthesis),
            review: view.title,
            scripts: ["synthesis"],
            content: """
                \(statement(view))\(planned(view, frame))<div class="split">
                \(form(result, frame))\(SynthesisResult.section(result, frame))</div>

                """
        )
    }

    /// The planned analyses, each stage a choice of its own.
    private static func planned(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let plan = view.state.reviewProtocol
        let present = Set(view.state.evaluations.map(\.row.stage)).sorted()
        func links(_ choice: (EvaluationStage) -> SynthesisChoice) -> [Markup] {
            present.map { stage -> Markup in
                let address = "/synthesis" + SynthesisQuery.text(choice(stage))
                return "<a href=\"\(address)\">\(frame.text(stage.poolingPhrase))</a>"
            }
        }
        let items =
            (plan?.analyses ?? []).map { analysis -> Markup in
                """
                <a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a>: \
                \(links { SynthesisChoice(analysis, at: $0) }.joined(" · "))
                """
            }
            + (plan?.accuracyAnalyses ?? []).map { analysis -> Markup in
                "\(analysis.title): \(links { SynthesisChoice(analysis, at: $0) }.joined(" · "))"
            }
        guard !items.isEmpty else { return "" }
        return """
            <details><summary>\(frame.text(.plannedAnalyses))</summary>
            <p class="note">\(frame.text(.plannedAnalysesNote))</p>
            \(bullets(items))</details>

            """
    }

    // MARK: Choosing

    private static func form(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        """
        <form id="choice" class="sheet choice" method="get" action="/synthesis" \
        data-text-failed="\(frame.text(.synthesisFailed))" \
        data-text-working="\(frame.text(.synthesisWorking))">
        <div id="choices">
        \(model(result.choice, frame))\(filters(result, frame))\(estimates(result, frame))</div>
        <p><button>\(frame.text(.synthesisShow))</button> <a href="/synthesis">\
        \(frame.text(.synthesisReset))</a></p>
        </form>

        """
    }

    private static func model(_ choice: SynthesisChoice, _ frame: PageFrame) -> Markup {
        let isJoint = choice.measure == .dta
        let methods = HeterogeneityMethod.allCases.map {
            ($0.rawValue, frame.text($0.phrase), $0 == choice.method)
        }
        let tests = InferenceTest.allCases.map {
            ($0.rawValue, frame.text($0.phrase), $0 == choice.test)
        }
        let orders = ForestPlot.RowOrder.allCases.map {
            ($0.word, frame.text($0.phrase), $0 == choice.order)
        }
        let single: Markup =
            isJoint
            ? "<p class=\"note\">\(frame.text(.jointModelNote))</p>\n"
            : select("method", frame.text(.estimator), methods)
                + select("test", frame.text(.testAndInterval), tests)
                + select("order", frame.text(.orderOfStudies), orders)
        return """
            <fieldset><legend>\(frame.text(.whatIsPooled))</legend>
            \(select("measure", frame.text(.pooledMeasure), SynthesisChoice.Measure.allCases.map {
                ($0.rawValue, frame.text($0.phrase), $0 == choice.measure)
            }))\(single)<label>\(frame.text(.levelOfIntervals)) <input name="level" type="number" \
            min="0.5" max="0.999" step="any" value="\("\(choice.level)")"></label>
            </fieldset>

            """
    }

    private static func filters(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        let choice = result.choice
        let stages = EvaluationStage.allCases.map { stage -> Markup in
            let count = result.candidates.count { $0.row.stage == stage }
            let mark: Markup = choice.stages.contains(stage) ? " checked" : ""
            let off: Markup = count == 0 ? " disabled" : ""
            return """
                <label class="choice"><input type="checkbox" name="\(SynthesisQuery.name(of: stage))" \
                value="1"\(mark)\(off)> \(frame.text(stage.poolingPhrase)) (\(count))</label>

                """
        }
        func filter(
            _ name: String,
            _ title: Phrase,
            _ chosen: String?,
            _ values: [String?]
        ) -> Markup {
            var known = Set(values.map { $0 ?? SynthesisChoice.notStated })
            if let chosen { known.insert(chosen) }
            let options =
                [("", frame.text(.anyChoice), chosen == nil)]
                + known.sorted().map {
                    (
                        $0, $0 == SynthesisChoice.notStated ? frame.text(.valueNotStated) : $0,
                        $0 == chosen
                    )
                }
            return select(name, frame.text(title), options)
        }
        let all = result.candidates
        return """
            <fieldset><legend>\(frame.text(.whichEstimates))</legend>
            <fieldset class="plain"><legend>\(frame.text(.stageOfValidation))</legend>
            \(stages)</fieldset>
            \(filter("modality", .studyModality, choice.modality, all.map(\.modality)))\
            \(filter("unit", .unitOfAnalysis, choice.unit, all.map(\.row.unit)))\
            \(filter("family", .studyModelFamily, choice.modelFamily, all.map(\.modelFamily)))</fieldset>

            """
    }

    private static func estimates(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        let choice = result.choice
        let isMixed = choice.stages.count > 1
        let rows = result.offered.map { estimate -> [Markup] in
            let mark: Markup = choice.omitted.contains(estimate.id) ? " checked" : ""
            let stage = isMixed ? ", " + frame.text(estimate.row.stage.poolingPhrase) : ""
            let box: Markup = """
                <input type="checkbox" id="o\(estimate.id)" \
                name="\(SynthesisQuery.omission)\(estimate.id)" value="1"\(mark) \
                aria-label="\(frame.text(.leaveOutOfPool)): \(estimate.label)\(stage)">
                """
            let size = estimate.row.size.map { ", n = \($0)" } ?? ""
            return [
                """
                <label for="o\(estimate.id)">\(estimate.label)\(stage)</label> \
                <small>\(estimate.place)\(size)</small>
                """,
                "\(estimate.text(of: choice.measure))", box,
            ]
        }
        return table(
            frame.text(.pooledEstimates),
            [
                frame.text(.estimateColumn), frame.text(choice.measure.phrase),
                frame.text(.leaveOutOfPool),
            ],
            rows,
            numeric: [1],
            empty: frame.text(.noEstimates)
        )
    }

    /// A list to choose from.
    static func select(
        _ name: String,
        _ title: String,
        _ options: [(value: String, text: String, isChosen: Bool)]
    ) -> Markup {
        let items = options.map { option -> Markup in
            let mark: Markup = option.isChosen ? " selected" : ""
            return "<option value=\"\(option.value)\"\(mark)>\(option.text)</option>\n"
        }
        return """
            <label>\(title) <select name="\(name)">
            \(items)</select></label>

            """
    }
}

extension EvaluationStage {
    /// Name as printed.
    var poolingPhrase: Phrase {
        switch self {
        case .training: .poolingTraining
        case .internal: .poolingInternal
        case .external: .poolingExternal
        case .unclear: .poolingUnclear
        }
    }
}

extension SynthesisChoice.Measure {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .auc: .aucMeasure
        case .sensitivity: .sensitivityMeasure
        case .specificity: .specificityMeasure
        case .accuracy: .accuracyMeasure
        case .dice: .diceMeasure
        case .dta: .dtaMeasure
        }
    }
}

extension HeterogeneityMethod {
    /// Name as printed; names of people are the same in all languages.
    fileprivate var phrase: Phrase {
        switch self {
        case .commonEffect: .commonEffectMethod
        case .derSimonianLaird: Phrase("DerSimonian–Laird (DL)", de: "DerSimonian–Laird (DL)")
        case .hedges: Phrase("Hedges (HE)", de: "Hedges (HE)")
        case .hunterSchmidt: Phrase("Hunter–Schmidt (HS)", de: "Hunter–Schmidt (HS)")
        case .sidikJonkman: Phrase("Sidik–Jonkman (SJ)", de: "Sidik–Jonkman (SJ)")
        case .maximumLikelihood: Phrase("Maximum likelihood (ML)", de: "Maximum Likelihood (ML)")
        case .restrictedMaximumLikelihood:
            Phrase("Restricted maximum likelihood (REML)", de: "Restringierte ML (REML)")
        case .empiricalBayes: Phrase("Empirical Bayes (EB)", de: "Empirisches Bayes (EB)")
        case .pauleMandel: Phrase("Paule–Mandel (PM)", de: "Paule–Mandel (PM)")
        }
    }
}

extension InferenceTest {
    /// Name as printed.
    fileprivate var phrase: Phrase {
        switch self {
        case .normal: .normalTest
        case .hartungKnapp: Phrase("Hartung–Knapp (knha)", de: "Hartung–Knapp (knha)")
        case .adHoc: .adHocTest
        }
    }
}

extension ForestPlot.RowOrder {
    /// Name as printed.
    fileprivate var phrase: Phrase {
        switch self {
        case .asGiven: .orderGiven
        case .estimate: .orderByEstimate
        case .weight: .orderByWeight
        case .label: .orderByName
        }
    }
}
