import Review

extension Report {
    /// Program, version and the digest by which the report can be checked.
    var softwareMethods: MethodsPart {
        MethodsPart(
            heading: "Software and data",
            sentences: [
                "Records, decisions, extraction, appraisal and analyses were kept and computed with "
                    + "\(input.program), and this section was written by it.",
                "The content of the review has the digest \(input.contentDigest); the same content "
                    + "gives the same report, byte for byte.",
            ],
            gaps: ["Where the data, the journal of the review and this report can be had"]
        )
    }
}
