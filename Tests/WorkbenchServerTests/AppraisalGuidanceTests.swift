import Foundation
import ReviewStore
import RiskOfBias
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Guidance to the questions of an appraisal")
struct AppraisalGuidanceTests {
    private static let address = "/appraisal/studies/Adams2020"

    private static let hostile = """
        id: own-tool
        name: Own tool
        version: "1"
        citation:
          text: Ours
        guidance_source: {text: "<script>alert(3)</script>", doi: '"><b>', form: "javascript:alert(4)"}
        appraises: study
        answers: [Y, N]
        domain_rule: unfavourable-answer-is-high
        overall_rule: worst-domain
        domains:
          - number: 1
            name: Patients
            applicability: Do they fit?
            applicability_guidance: "</details><img src=x onerror=alert(2)>"
            questions:
              - {code: 1.1, prompt: Asked?, guidance: "</p><script>alert(1)</script>"}
              - {code: 1.2, prompt: Followed?}

        """

    private func ownReview() throws -> SampleFolder {
        try SampleFolder(instrument: "own-tool", instruments: ["own.yaml": Self.hostile])
    }

    @Test("It stands closed beneath the question, tied to its answers, with its source at the head")
    func standsBeneath() async throws {
        let review = try SampleFolder(instrument: "probast")
        try await Workplace.open(review.folder, people: ["Ann": .reviewer]) { place in
            let ann = try place.enter("Ann")
            let page = try await ann.get(Self.address + "?part=development").body
            #expect(page.contains("<details class=\"guidance\"><summary>Guidance 4.1</summary>"))
            #expect(page.contains("<fieldset class=\"whole\" aria-describedby=\"g.4.1\">"))
            #expect(page.contains("<select name=\"a.A1\" aria-describedby=\"g.A1\">"))
            #expect(page.contains("doi:10.7326/m18-1377"))
            #expect(page.contains("data-guidance") && !page.contains("<span lang="))
            let evaluation = try await ann.get(Self.address + "?part=evaluation").body
            #expect(!evaluation.contains("id=\"g.4.5\""))
        }
    }

    @Test("Kinds of performance share the guidance of their question")
    func strata() async throws {
        let review = try SampleFolder(instrument: "probast-ai")
        try await Workplace.open(review.folder, people: ["Ann": .reviewer]) { place in
            let page = try await place.enter("Ann").get(Self.address + "?part=evaluation").body
            #expect(page.ranges(of: "aria-describedby=\"g.4.2\"").count == 4)
            #expect(page.ranges(of: "<p id=\"g.4.2\"").count == 1)
        }
    }

    @Test("On a German page it is German, and English questions are marked as such")
    func german() async throws {
        let review = try SampleFolder(instrument: "quadas-2")
        let page = try await get(review.folder, Self.address, language: "de").body
        #expect(page.contains("<summary>Hinweise 1.1</summary>"))
        #expect(page.contains("<p id=\"g.1.1\">Ja, wenn alle Geeigneten"))
        #expect(page.contains("<span lang=\"en\">Were patients enrolled"))
        let ours = try ownReview()
        let own = try await get(ours.folder, Self.address, language: "de").body
        #expect(own.contains("<p id=\"g.1.1\">") && !own.contains("<span lang=\"en\">"))
    }

    @Test("That of a review's own instrument is escaped, and questions without any have none")
    func ownInstrument() async throws {
        let review = try ownReview()
        try await Workplace.open(review.folder, people: ["Ann": .reviewer]) { place in
            let ann = try place.enter("Ann")
            let page = try await ann.get(Self.address).body
            for text in ["<script>alert", "<img src=x", "\"javascript:", "doi:\"><b>"] {
                #expect(!page.contains(text), "\(text)")
            }
            #expect(page.contains("&lt;/p&gt;&lt;script&gt;alert(1)"))
            #expect(page.contains("&lt;/details&gt;&lt;img src=x"))
            #expect(page.contains("&lt;script&gt;alert(3)"))
            #expect(page.contains("id=\"g.1.1\"") && page.contains("id=\"g.A1\""))
            #expect(!page.contains("g.1.2"))
        }
    }

    @Test("The interface gives it, as its schema says", arguments: InstrumentCatalogue.all)
    func schema(instrument: Instrument) async throws {
        let review = try SampleFolder(instrument: instrument.id)
        let text = try await get(review.folder, "/api/v1/appraisal/instrument").body
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(misfits(value, InstrumentSchema.whole) == [])
        let top = try #require(value as? [String: Any])
        #expect(top["guidanceSource"] != nil)
        let domains = try #require(top["domains"] as? [[String: Any]])
        for domain in domains {
            let questions = try #require(domain["questions"] as? [[String: Any]])
            #expect(questions.allSatisfy { $0["guidance"] is String })
        }
        let ours = try ownReview()
        let own = try await get(ours.folder, "/api/v1/appraisal/instrument").body
        #expect(
            misfits(try JSONSerialization.jsonObject(with: Data(own.utf8)), InstrumentSchema.whole)
                == []
        )
    }

    /// Where a JSON value does not fit a schema: members that are missing, of another type, or,
    /// inside the whole, not described.
    private func misfits(_ value: Any, _ schema: Schema, at place: String = "") -> [String] {
        switch schema {
        case .any: return []
        case .text: return value is String ? [] : ["\(place): no text"]
        case .whole, .number, .flag: return value is NSNumber ? [] : ["\(place): no number"]
        case .nullable(let inner): return value is NSNull ? [] : misfits(value, inner, at: place)
        case .list(let inner):
            guard let values = value as? [Any] else { return ["\(place): no list"] }
            return values.flatMap { misfits($0, inner, at: place + "[]") }
        case .object(let members):
            guard let found = value as? [String: Any] else { return ["\(place): no object"] }
            let names = members.map { $0.name.replacing("?", with: "") }
            let unknown = place.isEmpty ? [] : found.keys.filter { !names.contains($0) }
            return unknown.map { "\(place).\($0): not described" }
                + members.flatMap { member -> [String] in
                    let name = member.name.replacing("?", with: "")
                    guard let inner = found[name] else {
                        return member.name.hasSuffix("?") ? [] : ["\(place).\(name): missing"]
                    }
                    return misfits(inner, member.schema, at: "\(place).\(name)")
                }
        }
    }
}
