/// A judgement of a domain as a figure shows it: by a colour and a symbol.
public enum RiskLevel: String, Sendable, Hashable, CaseIterable {
    /// Low risk of bias, low concern: a plus.
    case low
    /// Some concerns, moderate: an exclamation mark.
    case moderate
    /// High risk of bias, high concern: a minus.
    case high
    /// Unclear, insufficient or no information: a question mark.
    case unclear
    /// Not judged or not applicable: an empty ring.
    case notAssessed
}

/// The words for judgements, in the language and the terms of the instrument.
public struct RiskWording: Sendable, Equatable {
    /// Word for `RiskLevel.low`.
    public var low: String
    /// Word for `RiskLevel.moderate`.
    public var moderate: String
    /// Word for `RiskLevel.high`.
    public var high: String
    /// Word for `RiskLevel.unclear`.
    public var unclear: String
    /// Word for `RiskLevel.notAssessed`.
    public var notAssessed: String

    /// Creates a wording; by default that of PROBAST and QUADAS-2.
    public init(
        low: String = "Low",
        moderate: String = "Some concerns",
        high: String = "High",
        unclear: String = "Unclear",
        notAssessed: String = "Not assessed"
    ) {
        self.low = low
        self.moderate = moderate
        self.high = high
        self.unclear = unclear
        self.notAssessed = notAssessed
    }

    /// Returns the word for a level.
    public func word(for level: RiskLevel) -> String {
        switch level {
        case .low: low
        case .moderate: moderate
        case .high: high
        case .unclear: unclear
        case .notAssessed: notAssessed
        }
    }
}

extension Theme {
    /// Fill of a judgement; `nil` for one that was not made.
    func fill(of level: RiskLevel) -> String? {
        switch level {
        case .low: low
        case .moderate: middle
        case .high: high
        case .unclear: unclear
        case .notAssessed: nil
        }
    }
}

extension Canvas {
    /// Draws a judgement as a disc with its symbol.
    ///
    /// The symbols are shapes and not letters, so they sit in the middle of the disc whatever fonts
    /// the reader has.
    mutating func judgement(_ level: RiskLevel, centre: Point, radius: Double, theme: Theme) {
        guard let fill = theme.fill(of: level) else {
            circle(
                centre: centre,
                radius: radius - 0.4,
                fill: nil,
                stroke: Stroke(colour: theme.muted, width: 0.7, dashes: [1.5, 1.2])
            )
            return
        }
        circle(centre: centre, radius: radius, fill: fill)
        let arm = radius * 0.52
        let thickness = radius * 0.3
        switch level {
        case .low:
            bar(centre, width: arm * 2, height: thickness, fill: theme.symbol)
            bar(centre, width: thickness, height: arm * 2, fill: theme.symbol)
        case .high:
            bar(centre, width: arm * 2, height: thickness, fill: theme.symbol)
        case .moderate:
            bar(
                Point(x: centre.x, y: centre.y - arm * 0.35),
                width: thickness,
                height: arm * 1.3,
                fill: theme.symbol
            )
            circle(
                centre: Point(x: centre.x, y: centre.y + arm * 0.85),
                radius: thickness * 0.55,
                fill: theme.symbol
            )
        case .unclear:
            questionMark(centre: centre, arm: arm, thickness: thickness, colour: theme.symbol)
        case .notAssessed:
            break
        }
    }

    private mutating func bar(_ centre: Point, width: Double, height: Double, fill: String) {
        rectangle(
            Box(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height),
            fill: fill
        )
    }

    private mutating func questionMark(
        centre: Point,
        arm: Double,
        thickness: Double,
        colour: String
    ) {
        // A hook of three quarters of a circle that ends in a short stem, and a dot.
        let hook = arm * 0.5
        let top = centre.y - arm * 0.5
        path(
            [
                .move(Point(x: centre.x - hook, y: top)),
                .arc(radius: hook, to: Point(x: centre.x + hook * 0.55, y: top + hook * 0.84)),
                .curve(
                    control: Point(x: centre.x, y: top + hook * 1.15),
                    to: Point(x: centre.x, y: centre.y + arm * 0.38)
                ),
            ],
            stroke: Stroke(colour: colour, width: thickness * 0.82)
        )
        circle(
            centre: Point(x: centre.x, y: centre.y + arm * 0.88),
            radius: thickness * 0.52,
            fill: colour
        )
    }
}
