import Foundation
import TestSupport
import Workbench

/// The sample review in a folder of its own, for tests of pages that change it.
struct SampleFolder {
    private let temporary: TemporaryFolder
    /// The folder.
    let folder: ReviewFolder

    /// Makes the folder and takes up what it declares.
    ///
    /// - Parameters:
    ///   - isExtracted: whether studies, estimates and appraisals are taken up as well.
    ///   - instrument: the appraisal instrument; `nil` keeps the default.
    ///   - instruments: files of instruments of the review's own, by name.
    /// - Throws: what the use cases throw.
    init(
        isExtracted: Bool = true,
        instrument: String? = nil,
        instruments: [String: String] = [:]
    ) throws {
        temporary = try TemporaryFolder()
        folder = ReviewFolder(path: temporary.path)
        try SampleReview.write(to: temporary)
        var yaml = SampleReview.yaml
        if !isExtracted {
            yaml = yaml.replacing("studies: studies.csv\n", with: "")
                .replacing("estimates: estimates.csv\n", with: "")
        }
        if !isExtracted || instrument != nil {
            yaml = yaml.replacing("appraisals: appraisals.csv\n", with: "")
        }
        if let instrument { yaml += "instrument: \(instrument)\n" }
        for (name, text) in instruments.sorted(by: { $0.key < $1.key }) {
            try temporary.write(text, to: name)
        }
        if !instruments.isEmpty {
            yaml += "instruments: [\(instruments.keys.sorted().joined(separator: ", "))]\n"
        }
        try temporary.write(yaml, to: "review.yaml")
        try build()
    }

    /// Takes up what the folder declares, as `build` does.
    func build() throws {
        var draft = try folder.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "tester") { "2026-11-23T08:00:00Z" }
    }

    /// Writes a file of the folder.
    func write(_ text: String, to name: String) throws { try temporary.write(text, to: name) }
}

/// The value of a hidden field of a page.
func hiddenField(_ name: String, in page: String) throws -> String? {
    try page.firstMatch(of: Regex("name=\"\(name)\" value=\"([^\"]*)\""))?.output[1].substring
        .map(String.init)
}
