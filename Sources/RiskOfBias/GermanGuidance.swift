/// The guidance of the instruments that come with the program, in German.
///
/// An instrument speaks one language, in which its prompts, its guidance and the journal stand. What
/// is here is only shown beside them.
public enum GermanGuidance {
    /// Guidance to an item of an instrument.
    ///
    /// - Parameters:
    ///   - item: a question's code or the item of a judgement of applicability (`A1`).
    ///   - part: the part of the instrument that asks.
    ///   - instrument: any instrument.
    /// - Returns: The German text; `nil` for instruments that are not exactly those of the program.
    public static func text(
        to item: String,
        part: String?,
        of instrument: Instrument
    ) -> String? {
        guard InstrumentCatalogue.all.contains(instrument), let texts = texts[instrument.id] else {
            return nil
        }
        // Parts may ask different questions under one number.
        return part.flatMap { texts["\($0) \(item)"] } ?? texts[item]
    }

    static let texts: [String: [String: String]] = [
        Instrument.probast.id: probast, Instrument.probastAI.id: probastAI,
        Instrument.quadas2.id: quadas2, Instrument.quadas3.id: quadas3,
    ]
}
