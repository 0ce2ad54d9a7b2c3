import Foundation
import Reporting
import Review
public import ReviewStore

/// What `verify` found.
public struct Verification: Sendable, Equatable, Codable {
    /// Number of events in the journal.
    public var events: Int
    /// Number of records of the imports that count.
    public var records: Int
    /// Number of source files and full texts that were checked.
    public var files: Int
    /// How the report compares: `not built`, `same`, `older`, `changed`.
    public var report: String
    /// What is wrong; empty if nothing is.
    public var findings: [IntegrityFinding]
}

/// Checks a review folder: hash chain, records, source files, consistency, rebuilt report.
public struct VerifyReview: Sendable {
    /// Creates the use case.
    public init() {}

    /// Checks everything.
    ///
    /// - Throws: `JournalError` if there is no journal or it cannot be opened.
    public func run(_ folder: ReviewFolder) throws -> Verification {
        let journal = try Journal(path: folder.journalPath, mode: .reading)
        var findings = journal.verify(files: folder.files)
        guard findings.isEmpty else {
            return Verification(
                events: 0,
                records: 0,
                files: 0,
                report: "not compared",
                findings: findings
            )
        }
        let snapshot = try ReviewSnapshot(journal: journal)
        findings += snapshot.state.faults.map {
            IntegrityFinding(place: "event \($0.event)", what: $0.description)
        }
        findings += snapshot.state.plannedFlow.brokenIdentities.map {
            IntegrityFinding(place: "PRISMA", what: $0.description)
        }
        findings += folder.fullTextFindings(snapshot.state)
        let report = try compareReport(folder, snapshot, &findings)
        return Verification(
            events: snapshot.events.count,
            records: snapshot.state.imports.reduce(0) { $0 + $1.search.recordsRead },
            files: snapshot.events.count { $0.payload.sourceFile != nil }
                + snapshot.state.attachments.count,
            report: report,
            findings: findings
        )
    }

    private func compareReport(
        _ folder: ReviewFolder,
        _ snapshot: ReviewSnapshot,
        _ findings: inout [IntegrityFinding]
    ) throws -> String {
        let root = folder.reportPath
        let path = root + "/" + ReportManifest.path
        guard FileManager.default.fileExists(atPath: path) else { return "not built" }
        guard let data = FileManager.default.contents(atPath: path),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: data)
        else {
            findings.append(IntegrityFinding(place: "report/manifest.json", what: "is damaged"))
            return "changed"
        }
        var changed: [IntegrityFinding] = []
        for file in manifest.files {
            // The manifest is input like any other: its paths must not lead elsewhere.
            guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
                changed.append(
                    IntegrityFinding(place: "report/manifest.json", what: "leads elsewhere")
                )
                continue
            }
            let place = "report/" + file.path
            guard let bytes = FileManager.default.contents(atPath: root + "/" + file.path) else {
                changed.append(IntegrityFinding(place: place, what: "is missing"))
                continue
            }
            if sha256([UInt8](bytes)) != file.sha256 {
                changed.append(
                    IntegrityFinding(place: place, what: "was changed after it was built")
                )
            }
        }
        findings += changed
        if !changed.isEmpty { return "changed" }
        if manifest.contentDigest != snapshot.contentDigest || manifest.program != Program.name {
            return "older"
        }
        let rebuilt = try BuildReport().render(snapshot)
        guard rebuilt.last?.bytes == [UInt8](data) else {
            findings.append(
                IntegrityFinding(
                    place: "report",
                    what: "a rebuilt report differs from the one in the folder"
                )
            )
            return "changed"
        }
        return "same"
    }
}
