import Foundation
import Reporting
import Review
import ReviewStore
import TestSupport
import Testing
import Workbench

@Suite("Building and verifying a report")
struct BuildReportTests {
    private func build(_ bench: ReviewBench, to place: String? = nil) throws {
        let report = BuildReport()
        try report.write(
            report.render(bench.folder.read()),
            to: place ?? bench.folder.reportPath
        )
    }

    private func manifest(_ bench: ReviewBench) throws -> ReportManifest {
        let data = try Data(contentsOf: bench.temporary.url("report/manifest.json"))
        return try JSONDecoder().decode(ReportManifest.self, from: data)
    }

    @Test func twoBuildsAreTheSameToTheByte() throws {
        let bench = try ReviewBench.built()
        try build(bench)
        let first = try bench.temporary.files(below: "report")
        #expect(first["index.html"] != nil)
        #expect(first["manifest.json"] != nil)
        try build(bench)
        #expect(try bench.temporary.files(below: "report") == first)
        #expect(try VerifyReview().run(bench.folder).report == "same")
    }

    @Test func manifestListsEveryFileWithItsHash() throws {
        let bench = try ReviewBench.built()
        try build(bench)
        let files = try bench.temporary.files(below: "report")
        let manifest = try manifest(bench)
        #expect(Set(manifest.files.map(\.path)) == Set(files.keys).subtracting(["manifest.json"]))
        #expect(manifest.files.map(\.path) == manifest.files.map(\.path).sorted())
        for file in manifest.files {
            let bytes = [UInt8](try #require(files[file.path]))
            #expect(file.sha256 == sha256(bytes))
            #expect(file.bytes == bytes.count)
        }
        #expect(manifest.events == 8)
        #expect(manifest.sources.map(\.file).first == "exports/pubmed.nbib")
        #expect(manifest.sources.map(\.event) == [2, 3, 5, 6, 7, 8])
        #expect(manifest.sources.first?.sha256 == sha256(Array(SampleReview.pubmed.utf8)))
    }

    @Test func clockAndActorDoNotReachTheManifest() throws {
        var manifests: [Data] = []
        for (actor, time) in [("ann", "2026-03-01T10:00:00Z"), ("bob", "2031-12-31T23:59:59Z")] {
            let bench = try ReviewBench.sample()
            try bench.synchronise(actor: actor, at: time)
            try build(bench)
            manifests.append(try Data(contentsOf: bench.temporary.url("report/manifest.json")))
        }
        #expect(manifests[0] == manifests[1])
    }

    @Test func folderWithOtherFilesIsLeftAlone() throws {
        let bench = try ReviewBench.built()
        try bench.temporary.write("my notes", to: "out/notes.txt")
        let place = bench.temporary.path + "/out"
        #expect(throws: InputRefused.self) { try build(bench, to: place) }
        #expect(try bench.temporary.files(below: "out").keys.sorted() == ["notes.txt"])
        // Many programs have a manifest.json.
        try bench.temporary.write("{\"name\": \"my web site\"}", to: "out/manifest.json")
        #expect(throws: InputRefused.self) { try build(bench, to: place) }
        #expect(try bench.temporary.text("out/notes.txt") == "my notes")
    }

    @Test func fileThatSomebodyPutIntoTheReportIsNotDeleted() throws {
        let bench = try ReviewBench.built()
        try build(bench)
        try bench.temporary.write("my notes", to: "report/tables/notes.txt")
        #expect(throws: InputRefused.self) { try build(bench) }
        #expect(try bench.temporary.text("report/tables/notes.txt") == "my notes")
    }

    @Test func leftOversOfAnInterruptedBuildAreHarmless() throws {
        let bench = try ReviewBench.built()
        let process = ProcessInfo.processInfo.processIdentifier
        for name in ["report.partial-1", "report.partial-\(process)", "report.old-\(process)"] {
            try bench.temporary.write("half", to: name + "/index.html")
            try bench.temporary.write("half", to: name + "/stray.html")
        }
        try build(bench)
        #expect(try VerifyReview().run(bench.folder).report == "same")
        #expect(!bench.temporary.has("report/stray.html"))
        try bench.temporary.write("half", to: "report.old-\(process)/index.html")
        try build(bench)
        #expect(try VerifyReview().run(bench.folder).report == "same")
    }

    @Test func placeThatCannotBeWrittenIsNamed() throws {
        let bench = try ReviewBench.built()
        try bench.temporary.write("a file", to: "file")
        #expect(throws: InputRefused.self) { try build(bench, to: bench.temporary.path + "/file") }
        #expect(try bench.temporary.text("file") == "a file")
        #expect(throws: InputRefused.self) {
            try build(bench, to: bench.temporary.path + "/file/below")
        }
        let names = try bench.temporary.files().keys
        #expect(!names.contains { $0.contains("partial") }, "\(names)")
    }

    @Test func emptyReviewHasAReport() throws {
        let bench = try ReviewBench()
        _ = try NewReview().run(ReviewFolder(path: bench.temporary.path))
        try bench.synchronise()
        try build(bench)
        #expect(try bench.temporary.text("report/index.html").contains("Untitled review"))
        #expect(try VerifyReview().run(bench.folder).report == "same")
    }

    @Test func verifySaysHowTheReportCompares() throws {
        let bench = try ReviewBench.built()
        #expect(try VerifyReview().run(bench.folder).report == "not built")
        try build(bench)
        let clean = try VerifyReview().run(bench.folder)
        #expect(clean.report == "same")
        #expect(clean.findings.isEmpty)
        #expect(clean.events == 8)
        #expect(clean.records == 5)
        #expect(clean.files == 6)
        let rows = SampleReview.appraisals.replacing("few events", with: "very few events")
        try bench.take(.appraisals, rows)
        let older = try VerifyReview().run(bench.folder)
        #expect(older.report == "older")
        #expect(older.findings.isEmpty)
    }

    @Test(arguments: ["index.html", "figures/prisma.svg", "tables/prisma.csv"])
    func changedOrMissingFileOfTheReportIsNamed(file: String) throws {
        let bench = try ReviewBench.built()
        try build(bench)
        let place = "report/" + file
        try bench.temporary.write(try bench.temporary.text(place) + " ", to: place)
        let changed = try VerifyReview().run(bench.folder)
        #expect(changed.report == "changed")
        #expect(changed.findings.map(\.place) == [place])
        try FileManager.default.removeItem(at: bench.temporary.url(place))
        let missing = try VerifyReview().run(bench.folder)
        #expect(missing.report == "changed")
        #expect(missing.findings.map(\.place) == [place])
    }

    /// A file and its hash changed together, as somebody would who wants it to go unseen.
    @Test func forgedManifestIsFound() throws {
        let bench = try ReviewBench.built()
        try build(bench)
        var forged = try manifest(bench)
        let page = Array("<p>AUC 0.999</p>".utf8)
        try bench.temporary.write("<p>AUC 0.999</p>", to: "report/index.html")
        let index = try #require(forged.files.firstIndex { $0.path == "index.html" })
        forged.files[index].sha256 = sha256(page)
        forged.files[index].bytes = page.count
        try Data(prettyJSON(forged)).write(to: bench.temporary.url("report/manifest.json"))
        let found = try VerifyReview().run(bench.folder)
        #expect(found.report == "changed")
        #expect(!found.findings.isEmpty)
    }

    @Test(arguments: ["{", "[]", "{\"files\": []}"])
    func damagedManifestIsFound(text: String) throws {
        let bench = try ReviewBench.built()
        try build(bench)
        try bench.temporary.write(text, to: "report/manifest.json")
        let found = try VerifyReview().run(bench.folder)
        #expect(found.findings.map(\.place) == ["report/manifest.json"])
    }

    @Test func manifestThatLeadsElsewhereIsNotFollowed() throws {
        let bench = try ReviewBench.built()
        try build(bench)
        var forged = try manifest(bench)
        forged.files[0].path = "../review.yaml"
        try Data(prettyJSON(forged)).write(to: bench.temporary.url("report/manifest.json"))
        let found = try VerifyReview().run(bench.folder)
        #expect(found.report == "changed")
        #expect(found.findings.contains { $0.what.contains("elsewhere") })
    }

    @Test func changedSourceFileIsNamed() throws {
        let bench = try ReviewBench.built()
        let hash = sha256(Array(SampleReview.embase.utf8))
        let place = bench.folder.files.path(of: hash)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place)
        try Data("TY  - JOUR".utf8).write(to: URL(fileURLWithPath: place))
        let found = try VerifyReview().run(bench.folder)
        #expect(
            found.findings.contains { "\($0)".contains("embase.ris") || "\($0)".contains(hash) }
        )
    }
}
