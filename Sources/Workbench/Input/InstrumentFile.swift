public import RiskOfBias
import Yams

/// An appraisal instrument as a YAML file, for instruments that the program does not bring along.
///
/// The file says all that an `Instrument` can say; docs/appraisal.md has the keys.
public enum InstrumentFile {
    /// Largest file that is read, in bytes.
    static let largest = 1 << 20
    private static let mostDomains = 40
    private static let mostQuestions = 400
    private static let longestGuidance = 2000

    /// Reads an instrument.
    ///
    /// - Parameters:
    ///   - bytes: content of the file, UTF-8.
    ///   - file: name for messages.
    /// - Returns: The instrument.
    /// - Throws: `InputRefused` with every fault: unknown keys, wrong types, numbers that stand twice
    ///   or out of order, parts and answers that are not declared, rules that do not exist.
    public static func instrument(_ bytes: [UInt8], file: String) throws(InputRefused) -> Instrument
    {
        guard bytes.count <= largest else { throw InputRefused(file: file, "larger than 1 MiB") }
        var reader = YAMLReader(file: file)
        guard let top = reader.document(String(decoding: bytes, as: UTF8.self)) else {
            throw InputRefused(reader.faults)
        }
        let instrument = read(top, &reader)
        guard reader.faults.isEmpty else { throw InputRefused(reader.faults) }
        return instrument
    }

    private static let keys = [
        "id", "name", "version", "citation", "guidance_source", "appraises", "answers", "parts",
        "part_required",
        "judgements", "domain_rule", "overall_rule", "estimates_inherit", "needs_ideal_trial",
        "domains",
    ]

    private static func read(_ top: Node.Mapping, _ reader: inout YAMLReader) -> Instrument {
        let place = "the instrument"
        reader.allow(keys, in: top, at: place)
        let parts = parts(top, &reader)
        let answers = answers(top, &reader)
        let instrument = Instrument(
            id: word("id", top, at: place, &reader),
            name: reader.requiredText("name", top, at: place),
            version: reader.requiredText("version", top, at: place),
            citation: requiredCitation(top, &reader),
            appraised: reader.requiredChoice("appraises", top, at: place) ?? .study,
            answers: answers,
            parts: parts,
            partIsRequired: reader.flag("part_required", top),
            judgements: judgements(top, &reader),
            domains: domains(top, parts: parts.map(\.id), answers: answers, &reader),
            domainRule: reader.requiredChoice("domain_rule", top, at: place)
                ?? .unfavourableAnswerIsFlagged,
            overallRule: reader.requiredChoice("overall_rule", top, at: place) ?? .worstDomain,
            estimatesInheritStudyAnswers: reader.flag("estimates_inherit", top),
            needsIdealTrial: reader.flag("needs_ideal_trial", top),
            guidanceSource: citation("guidance_source", top, &reader)
        )
        for (key, text) in [("id", instrument.id), ("name", instrument.name)] {
            if let known = InstrumentCatalogue.instrument(named: text) {
                reader.fault(
                    top[key],
                    "'\(text)' is the name of an instrument that the program brings along "
                        + "(\(known.name)); another name expected"
                )
            }
        }
        if instrument.partIsRequired, parts.isEmpty {
            reader.fault(top["part_required"], "'part_required' without any 'parts'")
        }
        return instrument
    }

    // MARK: Head

    private static func requiredCitation(
        _ top: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> InstrumentCitation {
        if let citation = citation("citation", top, &reader) { return citation }
        reader.missing("citation", in: top, at: "the instrument")
        return InstrumentCitation(text: "", doi: "", form: "")
    }

    private static func citation(
        _ key: String,
        _ top: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> InstrumentCitation? {
        guard let entry = reader.mapping(key, top) else { return nil }
        reader.allow(["text", "doi", "form"], in: entry, at: key)
        return InstrumentCitation(
            text: reader.requiredText("text", entry, at: key),
            doi: reader.text("doi", entry)?.lowercased() ?? "",
            form: reader.text("form", entry) ?? ""
        )
    }

    private static func parts(_ top: Node.Mapping, _ reader: inout YAMLReader) -> [InstrumentPart] {
        var seen: Set<String> = []
        return reader.mappings("parts", top).map { entry, node in
            reader.allow(["id", "name", "appraises", "concern"], in: entry, at: "parts")
            let id = word("id", entry, at: "parts", &reader)
            if !seen.insert(id).inserted { reader.fault(node, "the part '\(id)' stands twice") }
            return InstrumentPart(
                id: id,
                name: reader.requiredText("name", entry, at: "parts"),
                appraised: reader.requiredChoice("appraises", entry, at: "parts") ?? .study,
                concern: reader.text("concern", entry) ?? "risk of bias"
            )
        }
    }

    /// The codes of the field, for which a bare word stands.
    static let usualAnswers: [AnswerOption] = [
        AnswerOption(id: "Y", name: "yes", meaning: .favourable),
        AnswerOption(id: "PY", name: "probably yes", meaning: .favourable),
        AnswerOption(id: "PN", name: "probably no", meaning: .unfavourable),
        AnswerOption(id: "N", name: "no", meaning: .unfavourable),
        AnswerOption(id: "NI", name: "no information", meaning: .uninformative),
        AnswerOption(id: "Unclear", name: "unclear", meaning: .uninformative),
        AnswerOption(id: "NA", name: "not applicable", meaning: .notApplicable),
    ]

    private static func answers(_ top: Node.Mapping, _ reader: inout YAMLReader) -> [AnswerOption] {
        guard let list = top["answers"]?.sequence else {
            if top["answers"] == nil {
                reader.missing("answers", in: top, at: "the instrument")
            } else {
                reader.fault(top["answers"], "'answers' should be a list")
            }
            return []
        }
        var found: [AnswerOption] = []
        for node in list {
            guard let option = answer(node, &reader) else { continue }
            let names = [option.id.lowercased(), option.name.lowercased()]
            if found.contains(where: { other in
                names.contains(other.id.lowercased()) || names.contains(other.name.lowercased())
            }) {
                reader.fault(node, "the answer '\(option.id)' stands twice")
            }
            found.append(option)
        }
        for meaning in [AnswerMeaning.favourable, .unfavourable]
        where !found.isEmpty && !found.contains(where: { $0.meaning == meaning }) {
            reader.fault(top["answers"], "no answer is \(meaning.rawValue)")
        }
        return found
    }

    private static func answer(_ node: Node, _ reader: inout YAMLReader) -> AnswerOption? {
        if let text = node.scalar?.string.trimmed {
            if let usual = usualAnswers.first(where: { $0.id.lowercased() == text.lowercased() }) {
                return usual
            }
            reader.fault(
                node,
                "the answer '\(text)' needs 'code', 'name' and 'meaning'; without them only "
                    + usualAnswers.map(\.id).joined(separator: ", ") + " are known"
            )
            return nil
        }
        guard let entry = node.mapping else {
            reader.fault(node, "an entry of 'answers' should be a code or a map")
            return nil
        }
        reader.allow(["code", "name", "meaning"], in: entry, at: "answers")
        return AnswerOption(
            id: reader.requiredText("code", entry, at: "answers"),
            name: reader.requiredText("name", entry, at: "answers"),
            meaning: reader.requiredChoice("meaning", entry, at: "answers") ?? .uninformative
        )
    }

    private static func judgements(_ top: Node.Mapping, _ reader: inout YAMLReader) -> [Judgement] {
        var found: [Judgement] = []
        for (text, node) in reader.texts("judgements", top) {
            guard let judgement = Judgement(named: text) else {
                reader.fault(
                    node,
                    "the judgement is '\(text)'; one of "
                        + Judgement.allCases.map(\.rawValue).joined(separator: ", ") + " expected"
                )
                continue
            }
            if found.contains(judgement) {
                reader.fault(node, "the judgement '\(text)' stands twice")
            }
            found.append(judgement)
        }
        if top["judgements"] == nil { return [.low, .unclear, .high] }
        // From best to worst, and one word for what cannot be judged, as the rules need.
        let isWhole =
            found.count == 3 && found.first == .low && found[1].isUndetermined
            && found.last == .high
        if !isWhole, reader.faults.isEmpty {
            reader.fault(
                top["judgements"],
                "'judgements' should be low, then unclear or insufficient information, then high"
            )
        }
        return found
    }

    // MARK: Domains

    private static func domains(
        _ top: Node.Mapping,
        parts: [String],
        answers: [AnswerOption],
        _ reader: inout YAMLReader
    ) -> [AppraisalDomain] {
        let entries = reader.mappings("domains", top)
        if top["domains"] == nil { reader.missing("domains", in: top, at: "the instrument") }
        if let list = top["domains"]?.sequence, list.isEmpty {
            reader.fault(top["domains"], "'domains' is empty; at least one domain expected")
        }
        guard entries.count <= mostDomains else {
            reader.fault(
                top["domains"],
                "\(entries.count) domains; at most \(mostDomains) are supported"
            )
            return []
        }
        var codes: Set<String> = []
        let domains = entries.enumerated().map { index, entry in
            let (mapping, node) = entry
            reader.allow(
                ["number", "name", "applicability", "applicability_guidance", "questions"],
                in: mapping,
                at: "domains"
            )
            let number = reader.requiredText("number", mapping, at: "domains")
            if !number.isEmpty, number != String(index + 1) {
                reader.fault(
                    mapping["number"],
                    "the domain's number is '\(number)'; \(index + 1) expected, domains are "
                        + "numbered from 1 in their order"
                )
            }
            let questions = questions(
                mapping,
                domain: index + 1,
                parts: parts,
                answers: answers,
                codes: &codes,
                &reader
            )
            if questions.isEmpty { reader.fault(node, "the domain has no 'questions'") }
            let applicability = reader.text("applicability", mapping)
            let guidance = guidance("applicability_guidance", mapping, &reader)
            if guidance != nil, applicability == nil {
                reader.fault(
                    mapping["applicability_guidance"],
                    "'applicability_guidance' without 'applicability'"
                )
            }
            return AppraisalDomain(
                number: index + 1,
                name: reader.requiredText("name", mapping, at: "domains"),
                questions: questions,
                applicabilityPrompt: applicability,
                applicabilityGuidance: guidance
            )
        }
        if codes.count > mostQuestions {
            reader.fault(
                top["domains"],
                "\(codes.count) questions; at most \(mostQuestions) are supported"
            )
        }
        return domains
    }

    private static func questions(
        _ domain: Node.Mapping,
        domain number: Int,
        parts: [String],
        answers: [AnswerOption],
        codes: inout Set<String>,
        _ reader: inout YAMLReader
    ) -> [SignallingQuestion] {
        var found: [SignallingQuestion] = []
        for (entry, node) in reader.mappings("questions", domain) {
            reader.allow(
                ["code", "prompt", "guidance", "parts", "not_applicable", "strata"],
                in: entry,
                at: "questions"
            )
            let code = reader.requiredText("code", entry, at: "questions")
            let own = reader.texts("parts", entry)
            for (part, node) in own where !parts.contains(part) {
                reader.fault(node, "the part '\(part)' of question \(code) is not in 'parts'")
            }
            checkCode(code, of: number, at: entry["code"], &reader)
            // The same number may stand once in each part, as in PROBAST+AI.
            for part in own.isEmpty ? [""] + parts : own.map(\.text)
            where !code.isEmpty && !codes.insert("\(part) \(code)").inserted {
                reader.fault(node, "the question \(code) stands twice")
                break
            }
            let isOptional = reader.flag("not_applicable", entry)
            if isOptional, !answers.contains(where: { $0.meaning == .notApplicable }) {
                reader.fault(
                    entry["not_applicable"],
                    "question \(code) may be not applicable, but no answer means that"
                )
            }
            let strata = reader.texts("strata", entry)
            for (stratum, node) in strata where !isWord(stratum) {
                reader.fault(
                    node,
                    "the stratum is '\(stratum)'; lower-case letters, digits and '-' expected"
                )
            }
            found.append(
                SignallingQuestion(
                    code,
                    reader.requiredText("prompt", entry, at: "questions"),
                    parts: own.map(\.text),
                    allowsNotApplicable: isOptional,
                    strata: strata.map(\.text),
                    guidance: guidance("guidance", entry, &reader)
                )
            )
        }
        return found
    }

    private static func guidance(
        _ key: String,
        _ mapping: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> String? {
        let text = reader.text(key, mapping)
        if let text, text.count > longestGuidance {
            reader.fault(
                mapping[key],
                "'\(key)' has \(text.count) characters; at most \(longestGuidance) are supported"
            )
        }
        return text
    }

    private static func checkCode(
        _ code: String,
        of domain: Int,
        at node: Node?,
        _ reader: inout YAMLReader
    ) {
        let numbers = code.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = numbers.allSatisfy { part in
            !part.isEmpty && part.count <= 3 && part.allSatisfy { $0.isASCII && $0.isNumber }
        }
        if !code.isEmpty, !isNumber || numbers.count != 2 || numbers[0] != String(domain) {
            reader.fault(
                node,
                "the question's code is '\(code)'; \(domain).1, \(domain).2, … expected"
            )
        }
    }

    private static func word(
        _ key: String,
        _ mapping: Node.Mapping,
        at place: String,
        _ reader: inout YAMLReader
    ) -> String {
        let text = reader.requiredText(key, mapping, at: place)
        if !text.isEmpty, !isWord(text) {
            reader.fault(
                mapping[key],
                "'\(key)' is '\(text)'; lower-case letters, digits and '-' expected"
            )
        }
        return text
    }

    private static func isWord(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
    }
}
