/// The instruments that come with the program.
public enum InstrumentCatalogue {
    /// Every instrument, in order of publication.
    public static let all: [Instrument] = [.quadas2, .probast, .probastAI, .quadas3]

    /// The instrument that a text names by id or name, in any case.
    public static func instrument(named text: String) -> Instrument? {
        let wanted = text.comparable
        return all.first { $0.id.comparable == wanted || $0.name.comparable == wanted }
    }
}
