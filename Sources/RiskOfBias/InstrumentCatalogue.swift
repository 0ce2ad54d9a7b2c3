/// The instruments that come with the program.
public enum InstrumentCatalogue {
    /// Every instrument, in order of publication.
    public static let all: [Instrument] = [.quadas2, .probast, .probastAI, .quadas3]

    /// The instrument that a text names by id or name, in any case.
    public static func instrument(named text: String) -> Instrument? {
        all.first { $0.isNamed(text) }
    }
}

extension Instrument {
    /// Whether a text names the instrument by id or name, in any case.
    public func isNamed(_ text: String) -> Bool {
        let wanted = text.comparable
        return id.comparable == wanted || name.comparable == wanted
    }
}
