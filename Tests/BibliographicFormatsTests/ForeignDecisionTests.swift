import BibliographicFormats
import Bibliography
import Testing

struct ForeignDecisionTests {
    private func decisions(
        notes: [String] = [],
        extra: [String: [String]] = [:]
    ) -> [ForeignDecision] {
        var record = Record()
        record.notes = notes
        record.extra = extra
        return foreignDecisions(in: record)
    }

    @Test func rayyan() {
        let note =
            #"RAYYAN-INCLUSION: {"Emily"=>"Included", "Bob \"B\""=>"Excluded", "C"=>"Maybe"}"#
        let reasons = " | RAYYAN-EXCLUSION-REASONS: wrong population,no AI"
        #expect(
            decisions(notes: ["other", note + reasons]) == [
                ForeignDecision(tool: .rayyan, reviewer: "Emily", verdict: .include),
                ForeignDecision(
                    tool: .rayyan,
                    reviewer: "Bob \"B\"",
                    verdict: .exclude,
                    reasons: ["wrong population", "no AI"]
                ),
                ForeignDecision(tool: .rayyan, reviewer: "C", verdict: .maybe),
            ]
        )
        for broken in [
            #"{"Emily"=>"Incl"#, #"{Emily=>Included}"#, #"{"Emily"}"#, "{}", "",
            #"{"Emily"=>"Undecided"}"#,
        ] {
            #expect(decisions(notes: ["RAYYAN-INCLUSION: " + broken]).isEmpty, "\(broken)")
        }
    }

    @Test func otherTools() {
        #expect(
            decisions(notes: ["ASReview_relevant", "ASReview_prior"]).map(\.verdict) == [.include]
        )
        #expect(decisions(notes: ["ASReview_irrelevant"]).map(\.verdict) == [.exclude])
        #expect(decisions(notes: ["ASReview_not_seen"]).isEmpty)
        #expect(decisions(extra: ["asreview_label": ["0"]]).map(\.tool) == [.asReview])
        #expect(decisions(extra: ["asreview_label": ["-1"]]).isEmpty)
        #expect(decisions(extra: ["included": ["yes"]]).map(\.verdict) == [.include])
        #expect(decisions(extra: ["Exclusion": ["yes"]]).isEmpty)
        let covidence = decisions(notes: ["Exclusion reason: Wrong population;"])
        #expect(covidence.map(\.reasons) == [["Wrong population"]])
        let abstrackr = decisions(extra: [
            "(source) id": ["7"], "consensus": ["o"], "Ann": ["1"], "Ben": ["-1"], "Cleo": ["0"],
            "labeled_at": ["2024-08-15"], "Dora": ["o"],
        ])
        #expect(abstrackr.map(\.reviewer) == ["Ann", "Ben", "Cleo"])
        #expect(abstrackr.map(\.verdict) == [.include, .exclude, .maybe])
    }

    @Test(.enabled(if: SharedData.isPresent))
    func realExports() throws {
        func verdicts(_ file: String) throws -> [String: Int] {
            let bytes = try SharedData.bytes("data/import/" + file)
            var counts: [String: Int] = [:]
            for record in try readRecords(bytes, fileName: file).records {
                for decision in foreignDecisions(in: record) {
                    let key = "\(decision.tool.rawValue) \(decision.reviewer ?? "-") "
                    counts[key + decision.verdict.rawValue, default: 0] += 1
                }
            }
            return counts
        }
        let folder = "citation-file-formatting/_baseline_"
        let rayyan = try verdicts(folder + "rayyan.csv")
        #expect(try verdicts(folder + "rayyan.ris") == rayyan)
        #expect(
            rayyan.keys.sorted() == [
                "Rayyan Emily exclude", "Rayyan Emily include", "Rayyan Emily maybe",
            ]
        )
        #expect(try verdicts(folder + "abstrackr.csv").keys.contains("Abstrackr Anonymous include"))
        #expect(
            try verdicts("ris/asreview--baseline_tag-notes_labels.ris")["ASReview - include"] != nil
        )
        #expect(try verdicts("csv/asreview--generic_labels.csv").keys.contains("a table - include"))
        #expect(try verdicts("ris/ASySD--scopus.ris").isEmpty)
    }
}
