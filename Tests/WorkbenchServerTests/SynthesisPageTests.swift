import BibliographicFormats
import Foundation
import Reporting
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Synthesis in the browser")
struct SynthesisPageTests {
    private struct Body: Decodable {
        struct Estimate: Decodable {
            let id: String
            let label: String
            let isPooled: Bool
        }
        struct Table: Decodable {
            let file: String
            let csv: String
        }
        let query: String
        let estimates: [Estimate]
        let pooled: PoolResult?
        let command: String
        let table: Table
        let script: String?
        let figures: [[String: String]]
    }

    @Test("Page, table, command, program and interface tell the same")
    func same() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let query = "?stage-internal=1&stage-external=1&method=DL&test=z&level=0.9&order=weight"
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let body = try await client.get("/api/v1/synthesis" + query).decoded(Body.self)
            let csv = try await client.get("/synthesis/estimates.csv" + query)
            #expect(csv.body == body.table.csv)
            #expect(csv.headers["content-disposition"]?.contains(body.table.file) == true)
            let pooled = try #require(body.pooled)
            // The numbers of the table under the command that is shown.
            let words = body.command.split(separator: " ").map(String.init)
            func value(_ option: String) -> String? {
                words.firstIndex(of: option).map { words[$0 + 1] }
            }
            let options = try PoolTableOptions(
                parsing: try #require(value("--measure")),
                method: try #require(value("--method")),
                test: try #require(value("--test")),
                level: try #require(value("--level").flatMap(Double.init)),
                subgroup: value("--subgroup"),
                cluster: value("--cluster"),
                stage: value("--stage")
            )
            let table = try DelimitedTable(parsing: Array(csv.body.utf8), fileName: words[2])
            let again = try PoolTable.pool(
                file: words[2],
                header: table.header,
                rows: table.rows.map { ($0.line, $0.fields) },
                options: options
            )
            #expect(again == pooled)
            let page = try await client.get("/synthesis" + query)
            let number = PoolResult.number(try #require(pooled.backTransformed.value).estimate)
            #expect(page.body.contains("<b>\(number)</b>"))
            #expect(page.body.contains(Markup(text: body.command).source))
            #expect(try await client.get("/synthesis/analysis.R" + query).body == body.script)
            for figure in body.figures {
                let name = try #require(figure["id"])
                let svg = try await client.get("/synthesis/\(name).svg" + query)
                #expect(svg.status == 200 && svg.body == figure["svg"])
            }
            // What was read is written back: the address is the state.
            let again2 = try await client.get("/api/v1/synthesis" + body.query)
            #expect(try again2.decoded(Body.self).query == body.query)
        }
    }

    @Test("An estimate is left out by its identifier")
    func leaveOut() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            let all = try await client.get("/api/v1/synthesis?stage-external=1&stage-internal=1")
            let first = try #require(try all.decoded(Body.self).estimates.first)
            let query = "?stage-external=1&stage-internal=1&out-\(first.id)=1"
            let rest = try await client.get("/api/v1/synthesis" + query).decoded(Body.self)
            #expect(rest.estimates.filter { !$0.isPooled }.map(\.id) == [first.id])
            let page = try await client.get("/synthesis" + query).body
            #expect(page.contains("name=\"out-\(first.id)\" value=\"1\" checked"))
        }
    }

    @Test("Nothing that was typed into sheets or addresses becomes markup")
    func markup() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let bad = "%3Cscript%3Ealert(1)%3C/script%3E"
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            for address in [
                "/synthesis", "/synthesis?modality=%3Cu%3EMRI%3C%2Fu%3E", "/synthesis?unit=\(bad)",
                "/synthesis?measure=\(bad)", "/synthesis?stage-\(bad)=1", "/synthesis?level=\(bad)",
                "/synthesis?family=\(bad)&modality=\(bad)",
            ] {
                let page = try await client.get(address)
                let body = page.body.replacing(
                    /<script type="module" src="\/assets\/[a-z]+\.js"><\/script>/,
                    with: ""
                )
                #expect(!body.contains("<script") && !body.contains("<u>"), "\(address)")
                #expect(page.status == 200 || page.status == 400, "\(address): \(page.status)")
            }
        }
    }

    @Test(
        "Words that are none are refused, and files that are not there are not found",
        arguments: [
            ("/synthesis?measure=aux", 400), ("/synthesis?method=XX", 400),
            ("/synthesis?test=t", 400), ("/synthesis?level=1", 400), ("/synthesis?level=x", 400),
            ("/synthesis?order=none", 400), ("/synthesis?stage-none=1", 400),
            ("/synthesis/sroc.svg", 404), ("/synthesis/forest.pdf", 404),
            ("/synthesis/..%2Freview.sqlite", 404), ("/synthesis/estimates.csv.svg", 404),
            ("/synthesis/analysis.R?modality=none", 404), ("/synthesis?modality=none", 200),
            ("/synthesis?measure=dta", 200), ("/synthesis?measure=dice", 200),
            ("/synthesis?measure=accuracy", 200),
        ]
    )
    func statuses(address: String, status: Int) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        #expect(try await get(review.folder, address).status == status)
    }
}
