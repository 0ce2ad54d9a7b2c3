import Foundation

/// Makes a review folder with a commented `review.yaml`.
public struct NewReview: Sendable {
    /// Creates the use case.
    public init() {}

    /// Makes the folder; nothing that is there is overwritten.
    ///
    /// - Returns: paths of what was made, below the folder.
    /// - Throws: `InputRefused` if the folder already holds a review or cannot be written.
    public func run(_ folder: ReviewFolder) throws(InputRefused) -> [String] {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: folder.reviewFilePath), !folder.hasJournal else {
            throw InputRefused(file: folder.path, "already holds a review")
        }
        let sheets: [(String, [String])] = [
            ("duplicates.csv", SheetKind.duplicates.columns),
            ("decisions.csv", SheetKind.decisions.columns),
            ("studies.csv", SheetKind.studies.columns),
            ("estimates.csv", SheetKind.estimates.columns),
            ("appraisals.csv", SheetKind.appraisals.columns),
        ]
        do {
            try manager.createDirectory(
                atPath: folder.path + "/exports",
                withIntermediateDirectories: true
            )
            for (name, columns) in sheets
            where !manager.fileExists(atPath: folder.path + "/" + name) {
                try Data((columns.joined(separator: ",") + "\n").utf8)
                    .write(to: URL(fileURLWithPath: folder.path + "/" + name))
            }
            try Data(Self.template.utf8).write(to: URL(fileURLWithPath: folder.reviewFilePath))
        } catch {
            throw InputRefused(
                file: folder.path,
                "cannot be written: \(error.localizedDescription)"
            )
        }
        return ["review.yaml", "exports/"] + sheets.map(\.0)
    }

    static let template = """
        # A review, declared in one file. 'consilience build' carries it from the exports named here
        # to report/index.html. Every key but 'title' may be left out.

        title: Untitled review

        # A sentence that the report prints at its top and over its results.
        # statement: Protocol registered as PROSPERO CRD…

        # The question, by PICOTS; labels are free.
        question:
          population:
          index:
          comparator:
          outcome:
          timing:
          setting:

        criteria:
          include: []
          exclude: []

        # Reports known to belong into the review: a ranking that is stopped before it came to them is
        # stopped too early. Each as FILE:POSITION, doi:… or pmid:…
        # key_records: []

        # Words that are marked where records are screened; * at the end stands for any ending.
        # terms: {include: [metasta*, vertebra*], exclude: [animal*]}

        # Names as they stand in decisions.csv. Two or more vote on each record, blinded.
        reviewers: []
        # votes_per_record: 2
        # Who has left: their votes stand. Who may settle conflicts: without a list everybody.
        # former_reviewers: []
        # arbiters: []

        # Reasons that an exclusion may give; without a list every reason is taken.
        exclusion_reasons:
          title-abstract: []
          full-text: []

        # What is extracted beside the columns of studies.csv and estimates.csv; kind: text (default),
        # integer, number, yes-no, date, choice or choices. 'use: charms' asks for the CHARMS checklist.
        # extraction: {use: charms, fields: [{name: scanner, of: study, required: true}]}

        # The exports, in the order of their import. kind: database (default), register, website,
        # organisation or citation.
        sources: []
        #  - file: exports/pubmed.nbib
        #    database: PubMed
        #    platform: NCBI
        #    searched: 2026-01-31
        #    query: |
        #      ("spine"[MeSH] OR vertebra*[tiab]) AND metasta*[tiab]

        # Sheets; each of them may be a list of files. Their columns: docs/sheets.md
        duplicates: duplicates.csv
        # assignments: assignments.csv
        decisions: decisions.csv
        studies: studies.csv
        # cohorts: cohorts.csv
        # models: models.csv
        estimates: estimates.csv
        appraisals: appraisals.csv

        # probast, probast-ai, quadas-2, quadas-3, or one of your own (docs/appraisal.md).
        instrument: probast
        # instruments: my-tool.yaml
        # ideal_trial: QUADAS-3 judges estimates against it

        # measure: auc, sensitivity, specificity, accuracy or dice; method: REML (default), DL, PM …;
        # test: knha (Hartung-Knapp, default), adhoc or z.
        # measure: dta pools sensitivity and specificity together by a bivariate model; method: GLMM
        # (exact binomial likelihood, default), REML or ML.
        analyses:
          - id: auc
            title: Discrimination (AUC)
            measure: auc

        """
}
