import Foundation
import Workbench

/// A small review in a temporary folder whose texts try to break out of every page.
struct HostileReview {
    /// What must never stand in a page unescaped.
    static let script = "<script>alert(1)</script>"

    /// The folder.
    let folder: ReviewFolder

    /// Makes the folder and records everything through the use cases.
    ///
    /// - Parameter buildsReport: whether the report is written, too.
    /// - Throws: what the use cases throw.
    init(buildsReport: Bool = true) throws {
        let path = NSTemporaryDirectory() + "consilience-server-\(UUID().uuidString)"
        folder = ReviewFolder(path: path)
        for (name, text) in Self.files {
            let url = URL(fileURLWithPath: path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        try record()
        if buildsReport {
            let report = BuildReport()
            try report.write(report.render(folder.read()), to: folder.reportPath)
        }
    }

    /// Takes up what the folder declares.
    func record() throws {
        var draft = try folder.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Tester <i>") { "2026-11-23T08:00:00Z" }
    }

    /// Writes a file of the folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: folder.path) }

    static let decisions = """
        record,stage,reviewer,decision,reason,role,note
        first.ris:1,title-abstract,Ann,include,,vote,
        first.ris:1,title-abstract,Ben,include,,vote,
        first.ris:1,full-text,Ann,include,,vote,
        first.ris:1,full-text,Ben,exclude,wrong <b>outcome</b>,vote,
        first.ris:1,full-text,,include,,consensus,settled <img src=x onerror=alert(2)>
        first.ris:2,title-abstract,Ann,exclude,,vote,
        first.ris:2,title-abstract,Ben,exclude,,vote,
        first.ris:3,title-abstract,Ann,include,,vote,
        first.ris:3,title-abstract,Ben,exclude,,vote,

        """

    private static let files: [(String, String)] = [
        ("review.yaml", protocolText),
        ("exports/first.ris", firstExport),
        ("other/first.ris", secondExport),
        ("decisions.csv", decisions),
        (
            "studies.csv",
            """
            study,reports,first_author,year,title,modality,patients,note
            S1,first.ris:1,O'Neil,2021,<script>alert(1)</script> title,<u>MRI</u>,120,"a ""note"" <b>"

            """
        ),
        (
            "estimates.csv",
            """
            study,model,stage,n,events,auc,auc_lower,auc_upper,note
            S1,<script>alert(1)</script>,internal,120,60,0.9,0.84,0.94,
            S1,<script>alert(1)</script>,external,80,40,0.8,0.70,0.88,

            """
        ),
        (
            "appraisals.csv",
            """
            study,estimate,assessor,part,item,answer,rationale
            S1,,Ann,development,1.1,Y,<script>alert(1)</script>

            """
        ),
    ]

    private static let protocolText = """
        title: "Review of <script>alert(1)</script> & more"
        statement: "Statement </p><script>alert(1)</script>"
        reviewers: [Ann, Ben]
        votes_per_record: 2
        exclusion_reasons:
          title-abstract: []
          full-text: ["wrong <b>outcome</b>"]
        sources:
          - file: exports/first.ris
            database: "Data<base>"
            searched: 2026-01-31
          - file: other/first.ris
            database: Other
        decisions: decisions.csv
        studies: studies.csv
        estimates: estimates.csv
        appraisals: appraisals.csv
        instrument: probast
        analyses:
          - id: auc
            title: "Discrimination <script>alert(1)</script>"
            measure: auc

        """

    private static let firstExport = """
        TY  - JOUR
        TI  - <script>alert(1)</script> of vertebral metastases on magnetic resonance imaging
        AU  - O'Neil, Zoë "Z" <b>
        PY  - 2021
        JO  - Journal of <i>Tests</i>
        DO  - 10.1000/a"onmouseover="alert(3)
        AB  - An abstract with <img src=x onerror=alert(1)> in it.
        KW  - one
        KW  - "><svg onload=alert(4)>
        UR  - javascript:alert(5)
        ER  -
        TY  - JOUR
        TI  - A second work about something else entirely in hands and feet
        AU  - Müller, Änne
        PY  - 2019
        JO  - Other Journal
        ER  -
        TY  - JOUR
        TI  - The third work on spinal cord compression by computed tomography
        AU  - Third, T
        PY  - 2020
        JO  - Third Journal
        ER  -

        """

    private static let secondExport = """
        TY  - JOUR
        TI  - The third work on spinal cord compression by computed tomography
        AU  - Third, T
        PY  - 2020
        JO  - Third Journal
        ER  -
        TY  - JOUR
        TI  - Fourth paper regarding liver lesions
        AU  - Fourth, F
        PY  - 2018
        JO  - Fourth Journal
        ER  -

        """
}
