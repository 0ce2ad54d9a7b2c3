import Reporting
import RiskOfBias

/// The guidance of an instrument on the form of an appraisal: beneath each question, and a control
/// at the head that opens all of it.
struct AppraisalGuidance {
    let instrument: Instrument
    /// The part of the instrument that the form asks.
    let part: String?
    let frame: PageFrame

    /// The guidance to one item, and what ties a control to it.
    struct Help {
        /// What stands beneath the prompt.
        let markup: Markup
        /// The attribute of the control that it describes.
        let described: Markup

        /// No guidance.
        static let none = Help(markup: "", described: "")
    }

    /// Guidance that opens by itself, without script.
    ///
    /// - Parameters:
    ///   - code: the item's code.
    ///   - text: its guidance, if it has any.
    /// - Returns: What is shown, and what ties a control to it.
    func beneath(_ code: String, _ text: String?) -> Help {
        guard let text else { return .none }
        let german = frame.language == .german ? germanText(code) : nil
        let shown: Markup =
            german.map { "<p id=\"g.\(code)\">\($0)</p>" }
            ?? "<p id=\"g.\(code)\"\(mark)>\(text)</p>"
        return Help(
            markup: """
                <details class="guidance"><summary>\(frame.text(.guidance)) \(code)</summary>
                \(shown)</details>

                """,
            described: " aria-describedby=\"g.\(code)\""
        )
    }

    private func germanText(_ code: String) -> String? {
        GermanGuidance.text(to: code, part: part, of: instrument)
    }

    /// What stands at the head of the form; nothing where the instrument has no guidance.
    var head: Markup {
        guard instrument.hasGuidance else { return "" }
        let source: Markup =
            instrument.guidanceSource.map { source in
                let doi: Markup = source.doi.isEmpty ? "" : " doi:\(source.doi)"
                return " \(frame.text(.guidanceSource)): "
                    + "\(AppraisalList.publication(source))\(doi)"
            } ?? ""
        return """
            <div class="guidance-head"><p class="note">\(frame.text(.guidanceNote))\(source)</p>
            <button type="button" class="plain" data-guidance \
            data-text-close="\(frame.text(.closeGuidance))" hidden>\(frame.text(.openGuidance))</button></div>

            """
    }

    /// A prompt, marked as English where the page is not and the program knows it to be.
    func inItsLanguage(_ prompt: String) -> Markup {
        mark.isEmpty ? "\(prompt)" : "<span\(mark)>\(prompt)</span>"
    }

    /// Instruments that the program brings along speak English; of others it is not known.
    private var mark: Markup {
        let isKnown = InstrumentCatalogue.all.contains(instrument)
        return isKnown && frame.language != .english ? " lang=\"en\"" : ""
    }
}
