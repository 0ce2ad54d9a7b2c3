import Foundation
import HTTPTypes
import Review
import ReviewStore
import RiskOfBias
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Appraisal in the browser")
struct AppraisalTests {
    private static let team: [String: AccountRole] = [
        "Ann": .reviewer, "Bob": .reviewer, "Eve": .observer,
    ]

    /// All answers to an instrument's form.
    private static func answers(
        _ instrument: Instrument,
        part: String?,
        _ exceptions: [String: String] = [:]
    ) -> [String: String] {
        var fields: [String: String] = [:]
        for domain in instrument.domains {
            for question in domain.questions(in: part) {
                fields["a.\(question.code)"] = "Y"
            }
            if let code = domain.applicabilityID { fields["a.\(code)"] = "low" }
        }
        for (item, answer) in exceptions { fields["a.\(item)"] = answer }
        return fields
    }

    @Test(
        "Every instrument has its form, and what it saves is judged",
        arguments: InstrumentCatalogue.all
    )
    func everyInstrument(instrument: Instrument) async throws {
        let review = try SampleFolder(instrument: instrument.id)
        let part = instrument.parts.last?.id
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            let query = part.map { "?part=\($0)" } ?? ""
            let page = try await ann.get("/appraisal/studies/Adams2020" + query)
            #expect(page.status == 200, "\(page.body)")
            for domain in instrument.domains {
                for question in domain.questions(in: part) {
                    #expect(page.body.contains("name=\"a.\(question.code)\""))
                    #expect(page.body.contains("<p id=\"g.\(question.code)\">"))
                    #expect(page.body.contains(" aria-describedby=\"g.\(question.code)\""))
                }
                #expect(page.body.contains("data-computed=\"D\(domain.number)\""))
            }
            var fields = Self.answers(instrument, part: part)
            fields["basis"] = "0"
            fields["part"] = part
            let saved = try await ann.post("/appraisal/studies/Adams2020", fields)
            #expect(saved.status == 303, "\(saved.body)")
            let sheet = try await ann.get("/api/v1/appraisal/sheets/robvis.csv").body
            #expect(sheet.contains("Low"))
            let list = try await ann.get("/appraisal").body
            #expect(list.contains("<svg"), "the traffic light")
            #expect(list.contains(">complete</span>"))
            let value = try await ann.get("/api/v1/appraisal/instrument")
            #expect(value.body.contains("\"id\" : \"\(instrument.id)\""))
        }
    }

    @Test("Judgements follow the answers as they change")
    func preview() async throws {
        let review = try SampleFolder(instrument: "probast")
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            func judge(_ answers: [[String: String]]) async throws -> Served {
                try await ann.send(
                    .post,
                    "/api/v1/appraisal/preview",
                    json: ["study": "Adams2020", "part": "evaluation", "answers": answers]
                )
            }
            let high = try await judge([["item": "1.1", "answer": "N"]])
            #expect(high.status == 200)
            #expect(high.body.contains("\"computed\" : \"high\""))
            let silent = try await judge([["item": "D1", "answer": "low"]])
            #expect(silent.body.contains("a rationale is required"))
            let odd = try await judge([["item": "D1"]])
            #expect(odd.status == 400)
        }
    }

    @Test("Assessors are blind to each other until their own answers are complete, then settle")
    func blindingAndConsensus() async throws {
        let review = try SampleFolder(instrument: "quadas-2")
        let instrument = Instrument.quadas2
        try await Workplace.open(review.folder, people: Self.team) { place in
            let (ann, bob, eve) = (
                try place.enter("Ann"), try place.enter("Bob"), try place.enter("Eve")
            )
            let path = "/appraisal/studies/Adams2020"
            // A no only raises a flag: the assessor judges.
            var fields = Self.answers(instrument, part: nil, ["1.1": "N", "D1": "high"])
            fields["r.1.1"] = "secret-of-Ann"
            fields["r.D1"] = "secret-of-Ann"
            fields["basis"] = "0"
            #expect(try await ann.post(path, fields).status == 303)
            for client in [bob, eve] {
                for address in [
                    path, "/appraisal", "/api/v1/appraisal/studies/Adams2020", "/risk-of-bias",
                    "/api/v1/appraisal/sheets/appraisals.csv", "/api/v1/appraisal/subjects", "/log",
                ] {
                    let answer = try await client.get(address).body
                    #expect(!answer.contains("secret-of-Ann"), "\(address)")
                    #expect(!answer.contains("\"judgement\" : \"high\""), "\(address)")
                    #expect(!answer.contains("class=\"j high\""), "\(address)")
                }
                #expect(try await client.get(path + "?consensus=1").status == 400)
            }
            #expect(try await eve.get("/appraisal").body.contains("Ann: complete"))
            var own = Self.answers(instrument, part: nil)
            own["basis"] = "0"
            #expect(try await bob.post(path, own).status == 303)
            #expect(try await bob.get(path).body.contains("secret-of-Ann"))
            #expect(try await eve.get(path).body.contains("secret-of-Ann"))
            let page = try await bob.get(path + "?consensus=1")
            #expect(page.status == 200)
            #expect(page.body.contains("name=\"a.1.1\""))
            #expect(!page.body.contains("name=\"a.1.2\""), "nobody disputes it")
            #expect(page.body.contains("Still in dispute: 1.1, D1"))
            let basis = try #require(try hiddenField("basis", in: page.body))
            let settled = [
                "a.1.1": "N", "r.1.1": "page 3", "a.D1": "high", "r.D1": "as Ann says",
                "consensus": "1", "basis": basis,
            ]
            #expect(try await bob.post(path, settled).status == 303)
            let done = try await bob.get("/api/v1/appraisal/subjects").body
            #expect(done.contains("\"judgement\" : \"high\""))
            let stale = try await ann.post(path, settled)
            #expect(stale.status == 409)
            #expect(stale.body.contains("Bob"))
        }
    }

    @Test("An override without a reason comes back with what was chosen")
    func overrideWithoutReason() async throws {
        let review = try SampleFolder(instrument: "quadas-2")
        try await Workplace.open(review.folder, people: Self.team) { place in
            let ann = try place.enter("Ann")
            var fields = Self.answers(.quadas2, part: nil, ["1.1": "N", "D1": "low"])
            fields["basis"] = "0"
            let refused = try await ann.post("/appraisal/studies/Adams2020", fields)
            #expect(refused.status == 400)
            #expect(refused.body.contains("a rationale is required"))
            #expect(refused.body.contains("<option value=\"low\" selected>"))
            #expect(refused.body.contains("name=\"a.1.1\" value=\"N\" checked"))
            fields["r.D1"] = "<b>because</b>"
            #expect(try await ann.post("/appraisal/studies/Adams2020", fields).status == 303)
            let page = try await ann.get("/appraisal/studies/Adams2020").body
            #expect(page.contains("&lt;b&gt;because&lt;/b&gt;"))
            #expect(try await ann.get("/appraisal/studies/Nobody").status == 404)
            #expect(try await ann.get("/appraisal/studies/Adams2020?part=x").status == 404)
        }
    }

    @Test("Alone without a name one sees everything and answers nothing")
    func alone() async throws {
        let review = try SampleFolder()
        try await Workplace.open(review.folder) { place in
            let nobody = try await place.enterAlone()
            let page = try await nobody.get("/appraisal/studies/Adams2020?part=development")
            #expect(page.body.contains("<b>Ann</b>: Y") && page.body.contains("<b>Bob</b>: PY"))
            #expect(page.body.contains(" disabled>"))
            let refused = try await nobody.post(
                "/appraisal/studies/Adams2020",
                ["basis": "0", "a.1.1": "Y", "part": "development"]
            )
            #expect(refused.status == 409)
        }
    }
}
