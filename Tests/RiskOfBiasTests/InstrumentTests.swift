import Foundation
import Testing

@testable import RiskOfBias

@Suite struct InstrumentTests {
    @Test(
        arguments: [
            ("probast", "development", [2, 3, 6, 9]),
            ("probast", "evaluation", [2, 3, 6, 6]),
            ("probast-ai", "development", [3, 4, 4, 5]),
            ("probast-ai", "evaluation", [3, 4, 4, 7]),
            ("quadas-2", nil, [3, 2, 2, 4]),
            ("quadas-3", nil, [4, 4, 8, 4]),
        ] as [(String, String?, [Int])]
    )
    func asksAsManyQuestionsAsPublished(id: String, part: String?, counts: [Int]) throws {
        let instrument = try #require(InstrumentCatalogue.instrument(named: id))
        #expect(instrument.domains.map { $0.questions(in: part).count } == counts)
    }

    @Test(arguments: InstrumentCatalogue.all)
    func numbersDomainsAndQuestionsWithoutGap(instrument: Instrument) {
        #expect(instrument.domains.map(\.number) == [1, 2, 3, 4])
        let parts: [String?] = instrument.parts.isEmpty ? [nil] : instrument.parts.map(\.id)
        for part in parts {
            for domain in instrument.domains {
                let codes = domain.questions(in: part).map(\.code)
                #expect(Set(codes).count == codes.count)
                if instrument.id != "probast" {
                    #expect(codes == (1...codes.count).map { "\(domain.number).\($0)" })
                }
                #expect(codes.allSatisfy { $0.hasPrefix("\(domain.number).") })
            }
        }
        let known = Set(instrument.parts.map(\.id))
        let questions = instrument.domains.flatMap(\.questions)
        #expect(questions.allSatisfy { known.isSuperset(of: $0.parts) })
        #expect(questions.allSatisfy { $0.prompt.hasSuffix("?") })
        #expect(instrument.applicabilityDomains.map(\.number) == [1, 2, 3])
        #expect(instrument.citation.doi.hasPrefix("10."))
        #expect(instrument.citation.doi == instrument.citation.doi.lowercased())
        #expect(instrument.judgements.first == .low && instrument.judgements.last == .high)
    }

    @Test func asksThreeQuestionsOfADevelopmentOnly() {
        let analysis = Instrument.probast.domains[3]
        let only = analysis.questions.filter { $0.parts == ["development"] }.map(\.code)
        #expect(only == ["4.5", "4.8", "4.9"])
        #expect(analysis.questions.map(\.code) == (1...9).map { "4.\($0)" })
    }

    @Test func allowsNotApplicableOnlyWhereSaid() {
        func codes(_ part: String) -> [String] {
            Instrument.probastAI.domains.flatMap { $0.questions(in: part) }
                .filter(\.allowsNotApplicable).map(\.code)
        }
        #expect(codes("development") == ["4.4"])
        #expect(codes("evaluation") == ["4.4", "4.5", "4.6"])
        for instrument in [Instrument.probast, .quadas2, .quadas3] {
            for question in instrument.domains.flatMap(\.questions) {
                let allowed = instrument.allowedAnswers(to: question)
                #expect(!allowed.contains { $0.meaning == .notApplicable })
            }
        }
    }

    @Test func asksForPerformanceKindsExceptOnce() {
        let questions = Instrument.probastAI.domains[3].questions(in: "evaluation")
        #expect(questions[0].strata.isEmpty)
        #expect(questions.dropFirst().allSatisfy { $0.strata.count == 3 })
    }

    @Test(arguments: InstrumentCatalogue.all)
    func guidesThroughEveryQuestionInShort(instrument: Instrument) throws {
        let prompts = instrument.domains.flatMap { domain in
            domain.questions.map { ($0.code, $0.prompt, $0.guidance) }
                + (domain.applicabilityPrompt.map { prompt in
                    [("A\(domain.number)", prompt, domain.applicabilityGuidance)]
                } ?? [])
        }
        for (code, prompt, guidance) in prompts {
            let text = try #require(guidance, "\(instrument.id) \(code)")
            #expect(
                !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty,
                "\(instrument.id) \(code)"
            )
            #expect(text.count < 400, "\(instrument.id) \(code): \(text.count)")
            #expect(text != prompt, "\(instrument.id) \(code)")
            #expect(text.hasSuffix(".") && !text.contains("  "), "\(instrument.id) \(code)")
        }
        let source = try #require(instrument.guidanceSource)
        #expect(source.doi.hasPrefix("10.") && source.doi == source.doi.lowercased())
        #expect(source.form.hasPrefix("https://"))
    }

    @Test(arguments: InstrumentCatalogue.all)
    func guidesInGermanToo(instrument: Instrument) throws {
        var used: Set<String> = []
        let parts: [String?] = instrument.parts.isEmpty ? [nil] : instrument.parts.map(\.id)
        for part in parts {
            for domain in instrument.domains {
                var items = domain.questions(in: part).map { ($0.code, $0.guidance) }
                if let item = domain.applicabilityID {
                    items.append((item, domain.applicabilityGuidance))
                }
                for (item, english) in items {
                    let text = try #require(
                        GermanGuidance.text(to: item, part: part, of: instrument),
                        "\(instrument.id) \(part ?? "") \(item)"
                    )
                    #expect(text.count > 60 && text.count < 400 && text != english)
                    #expect(text.hasSuffix(".") && !text.contains("\n") && !text.contains("  "))
                    used.insert(text)
                }
            }
        }
        #expect(GermanGuidance.texts[instrument.id]?.count == used.count)
        var changed = instrument
        changed.domains[0].questions[0].guidance = "Something else."
        #expect(GermanGuidance.text(to: "1.1", part: parts[0], of: changed) == nil)
    }

    @Test func namesNoAnswerThatTheInstrumentLacks() {
        for instrument in InstrumentCatalogue.all {
            for question in instrument.domains.flatMap(\.questions) {
                let allowed = instrument.allowedAnswers(to: question).map(\.name)
                let guidance = question.guidance ?? ""
                for (words, answer) in [
                    ("'No information'", "no information"),
                    ("'Not applicable'", "not applicable"), ("Unclear if", "unclear"),
                ] where guidance.contains(words) {
                    #expect(allowed.contains(answer), "\(instrument.id) \(question.code)")
                }
            }
        }
    }

    @Test func isReadWithoutGuidanceFromOlderText() throws {
        var plain = Instrument.quadas2
        plain.guidanceSource = nil
        for index in plain.domains.indices {
            plain.domains[index].applicabilityGuidance = nil
            for place in plain.domains[index].questions.indices {
                plain.domains[index].questions[place].guidance = nil
            }
        }
        #expect(!plain.hasGuidance && Instrument.quadas2.hasGuidance)
        let data = try JSONEncoder().encode(plain)
        #expect(!String(decoding: data, as: UTF8.self).lowercased().contains("guidance"))
        #expect(try JSONDecoder().decode(Instrument.self, from: data) == plain)
    }

    @Test(arguments: InstrumentCatalogue.all)
    func survivesJSON(instrument: Instrument) throws {
        let data = try JSONEncoder().encode(instrument)
        #expect(try JSONDecoder().decode(Instrument.self, from: data) == instrument)
    }

    @Test(arguments: [
        ("PROBAST", "probast"), ("probast+ai", "probast-ai"), ("PROBAST-AI", "probast-ai"),
        ("Quadas 2", "quadas-2"), ("QUADAS-3", "quadas-3"),
    ])
    func isFoundByNameInAnyCase(text: String, id: String) {
        #expect(InstrumentCatalogue.instrument(named: text)?.id == id)
    }

    @Test func isNotFoundByAnotherName() {
        #expect(InstrumentCatalogue.instrument(named: "QUADAS") == nil)
    }

    @Test func readsItemsInAnyCase() {
        let instrument = Instrument.probast
        #expect(instrument.item(named: " d4 ") == .domain(4))
        #expect(instrument.item(named: "A3") == .applicability(3))
        #expect(instrument.item(named: "A4") == nil)
        #expect(instrument.item(named: "Overall") == .overall)
        #expect(instrument.item(named: "4.9") == .question(code: "4.9", stratum: nil))
        #expect(instrument.item(named: "4.10") == nil)
        #expect(Instrument.quadas2.item(named: "overall") == nil)
        #expect(
            Instrument.probastAI.item(named: "4.2/Internal")
                == .question(code: "4.2", stratum: "internal")
        )
    }
}
