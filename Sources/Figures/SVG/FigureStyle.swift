/// How a figure is set: printed width and colours.
public struct FigureStyle: Sendable, Equatable {
    /// Printed width.
    public var width: JournalWidth
    /// Colours.
    public var theme: Theme

    /// Creates a style; by default the full width of a journal page on white.
    public init(width: JournalWidth = .double, theme: Theme = .light) {
        self.width = width
        self.theme = theme
    }

    /// Width of the page in points.
    var pageWidth: Double { width.rawValue / 25.4 * 72 }

    /// Ordinary text; at least 7 points at the printed width.
    var body: TextStyle { TextStyle(size: width == .single ? 7 : width == .oneAndHalf ? 7.5 : 8) }

    /// Headings and pooled results.
    var strong: TextStyle { TextStyle(size: body.size, bold: true) }

    /// Notes and axis labels.
    var small: TextStyle { TextStyle(size: max(7, body.size - 0.5)) }
}

/// The widths at which journals print figures, in millimetres.
public enum JournalWidth: Double, Sendable, CaseIterable {
    /// One column, 84 mm.
    case single = 84
    /// One and a half columns, 129 mm.
    case oneAndHalf = 129
    /// The whole page, 174 mm.
    case double = 174
}

/// Colours of a figure, as `#rrggbb`.
///
/// The colours of judgements and groups come from the palette of Okabe & Ito (2008), which readers
/// with any of the usual colour vision deficiencies can tell apart; judgements carry a symbol
/// besides, so that they survive grey printing.
public struct Theme: Sendable, Equatable {
    /// Background.
    var paper: String
    /// Text and main strokes.
    var ink: String
    /// Secondary text and strokes.
    var muted: String
    /// Hairlines and grids.
    var hairline: String
    /// Fill of quiet areas.
    var shade: String
    /// Marks of single studies.
    var accent: String
    /// Marks of pooled results.
    var pooled: String
    /// Fills of the phases and of the headings of a flow diagram.
    var phase: String
    /// Fill of the headings of a flow diagram.
    var heading: String
    /// Fills of groups, in order; the first four stand out from the paper by 3 : 1 at least.
    var groups: [String]
    /// Fill of a low risk.
    var low: String
    /// Fill of a middle judgement.
    var middle: String
    /// Fill of a high risk.
    var high: String
    /// Fill of an unclear risk.
    var unclear: String
    /// Symbol on judgements.
    var symbol: String

    /// Dark on white, for print.
    public static let light = Theme(
        paper: "#ffffff",
        ink: "#1a1a1a",
        muted: "#595959",
        hairline: "#d0d0d0",
        shade: "#f3f4f6",
        accent: "#0b4f7d",
        pooled: "#c2500a",
        phase: "#cfe3f1",
        heading: "#f4d58a",
        groups: [
            "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#8c8c8c",
        ],
        low: "#2ba37c",
        middle: "#e69f00",
        high: "#d55e00",
        unclear: "#f0e442",
        symbol: "#111111"
    )

    /// Light on black, for screens.
    public static let dark = Theme(
        paper: "#14171a",
        ink: "#f0f0f0",
        muted: "#b5bac0",
        hairline: "#454b52",
        shade: "#22272c",
        accent: "#7cc4f2",
        pooled: "#f2954d",
        phase: "#23435a",
        heading: "#5b4a1c",
        groups: [
            "#56b4e9", "#e8743b", "#2dbd93", "#dd92bb", "#e69f00", "#3d8fd1", "#f0e442", "#a6a6a6",
        ],
        low: "#2ba37c",
        middle: "#e69f00",
        high: "#e06a1a",
        unclear: "#f0e442",
        symbol: "#111111"
    )
}
