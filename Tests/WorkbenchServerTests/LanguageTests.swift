import Deduplication
import Foundation
import HTTPTypes
import Hummingbird
import Review
import Screening
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

/// What was English on German pages once.
@Suite("Languages")
struct LanguageTests {
    @Test("Each event is told in both languages, in English as by the command line")
    func events() {
        var kinds: Set<String> = []
        for seed in 0..<6 {
            var history = RandomReview(seed: UInt64(seed))
            for _ in 0..<60 { history.step() }
            for event in history.events {
                let phrase = event.payload.phrase
                #expect(phrase.english == event.payload.summary)
                #expect(!phrase.isEnglish, "\(phrase.english)")
                kinds.insert(event.payload.kind)
            }
        }
        #expect(kinds.count >= 9)
        let cast = CastDecision(
            id: "x",
            decision: Decision(
                record: RecordID(source: "a.ris", position: 1),
                stage: .fullText,
                reviewer: "Ann",
                verdict: .exclude,
                reason: "no model",
                role: .consensus,
                note: nil,
                line: 0
            ),
            decidedAt: ""
        )
        #expect(
            EventPayload.decisionCast(cast).phrase.german
                == "Ann: a.ris:1 im Volltext: ausschließen (Schiedsspruch), no model"
        )
        #expect(
            EventPayload.undone(Undo(sequence: 3, why: nil)).phrase.german
                == "Ereignis 3 zurückgenommen"
        )
    }

    @Test(
        "Reasons for duplicates are told in German; what nobody knows stays as it is",
        arguments: [
            ("same DOI", "gleiche DOI"), ("different volume", "verschiedener Band"),
            ("for a person: different parts", "für einen Menschen: verschiedene Teile"),
            (
                "titles share 62 % of their words, their numbers differ",
                "die Titel teilen 62 % ihrer Wörter, ihre Zahlen unterscheiden sich"
            ),
            ("2 of 3 and 8 authors in common", "2 von 3 und 8 Autoren gemeinsam"),
            ("seen in a dream", "seen in a dream"),
        ]
    )
    func reasons(english: String, german: String) {
        #expect(Phrase(reason: english).english == english)
        #expect(Phrase(reason: english).german == german)
    }

    @Test("What cannot be answered is said in the language of the browser; scripts hear English")
    func refusals() async throws {
        let folder = try SampleFolder()
        let addresses = ["/nowhere", "/records/none:1", "/log/999", "/api/v1/nowhere"]
        let answers = try await serve(
            folder.folder,
            addresses.map { (.get, $0) },
            language: "de"
        ).map(\.body)
        #expect(answers[0].contains("Diese Seite gibt es nicht."))
        #expect(answers[0].contains("404 Das ging nicht") && answers[0].contains("Zur Übersicht"))
        #expect(answers[1].contains("keinen solchen Nachweis"))
        #expect(answers[2].contains("Dieses Ereignis gibt es nicht."))
        #expect(answers[3].contains("There is no such page."))
        let english = try await get(folder.folder, "/nowhere").body
        #expect(english.contains("404 Not Found") && english.contains("There is no such page."))
    }

    @Test("What stays English on a German page is marked so")
    func marked() async throws {
        let folder = try SampleFolder()
        for address in ["/", "/prisma", "/risk-of-bias", "/forest/auc"] {
            let german = try await get(folder.folder, address, language: "de")
            let english = try await get(folder.folder, address)
            #expect(!english.body.contains("lang=\"en\"><"), "\(address)")
            if german.status == 200 { #expect(german.body.contains(" lang=\"en\">"), "\(address)") }
        }
        let log = try await get(folder.folder, "/log", language: "de").body
        #expect(log.contains("Nachweise aus PubMed") && !log.contains("records from"))
    }
}
