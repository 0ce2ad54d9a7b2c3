/// What an instrument looks like in the interface for scripts.
enum InstrumentSchema {
    /// The instrument.
    static let whole = Schema.object([
        ("id", .text()), ("name", .text()), ("version", .text()), ("citation", publication),
        ("answers", .list(.any)), ("judgements", .list(.text())), ("domains", .list(domain)),
        ("parts", .list(.any)), ("partIsRequired", .flag), ("guidanceSource?", publication),
    ])

    private static let publication = Schema.object([
        ("text", .text()), ("doi", .text()), ("form", .text()),
    ])

    private static let domain = Schema.object([
        ("number", .whole(least: 1)), ("name", .text()), ("questions", .list(question)),
        ("applicabilityPrompt?", .text()), ("applicabilityGuidance?", .text()),
    ])

    private static let question = Schema.object([
        ("code", .text()), ("prompt", .text()), ("guidance?", .text()),
        ("parts", .list(.text())), ("allowsNotApplicable", .flag), ("strata", .list(.text())),
    ])
}
