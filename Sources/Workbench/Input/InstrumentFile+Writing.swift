public import RiskOfBias

extension InstrumentFile {
    /// An instrument as a YAML file, as a start for one's own.
    ///
    /// - Parameter instrument: any instrument.
    /// - Returns: The text; read again it gives the same instrument, but for a name that the program
    ///   brings along, which a file must not take.
    public static func text(of instrument: Instrument) -> String {
        var lines = [
            "id: \(quoted(instrument.id))", "name: \(quoted(instrument.name))",
            "version: \(quoted(instrument.version))", "citation:",
        ]
        lines += citation(instrument.citation)
        if let source = instrument.guidanceSource {
            lines.append("guidance_source:")
            lines += citation(source)
        }
        lines += [
            "# What one form judges: "
                + AppraisedThing.allCases.map(\.rawValue).joined(separator: ", "),
            "appraises: \(instrument.appraised.rawValue)",
            "# Codes of the field, or maps of code, name and meaning ("
                + AnswerMeaning.allCases.map(\.rawValue).joined(separator: ", ") + ")",
            "answers:",
        ]
        lines += instrument.answers.flatMap(answer)
        if !instrument.parts.isEmpty {
            lines.append("parts:")
            for part in instrument.parts {
                lines += [
                    "  - id: \(quoted(part.id))", "    name: \(quoted(part.name))",
                    "    appraises: \(part.appraised.rawValue)",
                    "    concern: \(quoted(part.concern))",
                ]
            }
        }
        lines += [
            "part_required: \(instrument.partIsRequired)",
            "judgements: ["
                + instrument.judgements.map { quoted($0.rawValue) }
                .joined(separator: ", ") + "]",
            "# " + DomainRule.allCases.map(\.rawValue).joined(separator: ", "),
            "domain_rule: \(instrument.domainRule.rawValue)",
            "# " + OverallRule.allCases.map(\.rawValue).joined(separator: ", "),
            "overall_rule: \(instrument.overallRule.rawValue)",
            "estimates_inherit: \(instrument.estimatesInheritStudyAnswers)",
            "needs_ideal_trial: \(instrument.needsIdealTrial)", "domains:",
        ]
        lines += instrument.domains.flatMap(domain)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func citation(_ citation: InstrumentCitation) -> [String] {
        var lines = ["  text: \(quoted(citation.text))"]
        if !citation.doi.isEmpty { lines.append("  doi: \(quoted(citation.doi))") }
        if !citation.form.isEmpty { lines.append("  form: \(quoted(citation.form))") }
        return lines
    }

    private static func answer(_ option: AnswerOption) -> [String] {
        if usualAnswers.contains(option) { return ["  - \(quoted(option.id))"] }
        return [
            "  - code: \(quoted(option.id))", "    name: \(quoted(option.name))",
            "    meaning: \(option.meaning.rawValue)",
        ]
    }

    private static func domain(_ domain: AppraisalDomain) -> [String] {
        var lines = ["  - number: \(domain.number)", "    name: \(quoted(domain.name))"]
        if let prompt = domain.applicabilityPrompt {
            lines.append("    applicability: \(quoted(prompt))")
        }
        if let guidance = domain.applicabilityGuidance {
            lines.append("    applicability_guidance: \(quoted(guidance))")
        }
        lines.append("    questions:")
        for question in domain.questions {
            lines += [
                "      - code: \(quoted(question.code))",
                "        prompt: \(quoted(question.prompt))",
            ]
            if let guidance = question.guidance {
                lines.append("        guidance: \(quoted(guidance))")
            }
            if !question.parts.isEmpty { lines.append("        parts: \(list(question.parts))") }
            if question.allowsNotApplicable { lines.append("        not_applicable: true") }
            if !question.strata.isEmpty { lines.append("        strata: \(list(question.strata))") }
        }
        return lines
    }

    private static func list(_ words: [String]) -> String {
        "[" + words.map(quoted).joined(separator: ", ") + "]"
    }

    /// A text in double quotes, in which YAML reads every sign as it stands: a bare `N` or `no`
    /// would be a truth value to other programs.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
