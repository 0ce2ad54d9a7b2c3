/// Which points of a plot have their names printed; the others show them in a browser.
public enum PointNaming: String, Sendable, CaseIterable {
    /// None.
    case none
    /// Those that stand out, by a rule that each figure states.
    case standingOut
    /// All for which there is room.
    case all
}

/// Words that figures with a point per study share.
public struct ScatterWording: Sendable, Equatable {
    /// Legend of the studies.
    public var study = "Study"
    /// Note before the number of studies that no place of the plot stands for.
    public var notShown = "Not shown, without finite values:"
    /// Note before the number of names without room.
    public var namesLeftOut = "Names left out for want of room:"

    /// Creates the English wording.
    public init() {}

    /// Notes on what the plot does not show, followed by those of the figure.
    func notes(_ notes: [String], hidden: Int, omitted: Int) -> [String] {
        var result: [String] = []
        if hidden > 0 { result.append("\(notShown) \(hidden).") }
        if omitted > 0 { result.append("\(namesLeftOut) \(omitted).") }
        return result + notes
    }
}

extension Canvas {
    /// Fills a page that has nothing to show with a text that says so, and ends it.
    mutating func emptyPage(_ text: String, notes: [String], style: FigureStyle) {
        let margin = PlotFrame.margin
        let bottom = paragraph(
            style.body.wrapped(text, to: width - 2 * margin),
            x: margin,
            top: margin,
            style: style.body,
            colour: style.theme.muted
        )
        height =
            self.notes(notes, top: margin + bottom, margin: margin, style: style.small) + margin
    }
}
