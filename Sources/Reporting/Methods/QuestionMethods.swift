import Review

extension Report {
    /// Question and criteria, as the protocol states them.
    var questionMethods: MethodsPart {
        var part = MethodsPart(heading: "Question and eligibility criteria")
        guard let plan = state.reviewProtocol else {
            part.gaps = ["The question of the review and its criteria: no protocol was set"]
            return part
        }
        if plan.question.isEmpty {
            part.gaps.append("The question of the review")
        } else {
            let items = plan.question.map { "\($0.label): \(Self.trimmed($0.text))" }
            part.sentences.append(
                "The protocol states the question as follows – \(items.joined(separator: "; "))."
            )
        }
        append("Reports were eligible if they met", plan.inclusionCriteria, "inclusion", to: &part)
        append("Reports were not eligible under", plan.exclusionCriteria, "exclusion", to: &part)
        part.gaps.append(
            "Reasons for the criteria, and any limit of language or publication status"
        )
        return part
    }

    private func append(
        _ start: String,
        _ criteria: [String],
        _ kind: String,
        to part: inout MethodsPart
    ) {
        guard !criteria.isEmpty else {
            part.gaps.append("Criteria of \(kind): the protocol lists none")
            return
        }
        let noun = criteria.count == 1 ? "this criterion" : "these criteria"
        let texts = criteria.map(Self.trimmed).joined(separator: "; ")
        part.sentences.append("\(start) \(noun) of \(kind): \(texts).")
    }

    /// A text of the authors without the full stop at its end.
    static func trimmed(_ text: String) -> String {
        let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return joined.hasSuffix(".") ? String(joined.dropLast()) : joined
    }
}
