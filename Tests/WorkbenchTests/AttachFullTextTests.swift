import Foundation
import Review
import ReviewStore
import Screening
import TestSupport
import Testing
import Workbench

@Suite struct AttachFullTextTests {
    private static let pdf = Array("%PDF-1.4\nnot much of a paper\n%%EOF\n".utf8)

    @discardableResult
    private func attach(
        _ bench: ReviewBench,
        _ record: String,
        _ bytes: [UInt8] = pdf,
        name: String = "paper.pdf"
    ) throws -> Int {
        try bench.commit {
            try AttachFullText(record: record, name: name, by: "Ann")
                .run(on: &$0, content: .bytes(bytes))
        }
    }

    /// Sought, with file, not retrieved.
    private func counts(_ status: FullTextStatus) -> [Int] {
        [status.sought, status.withFile, status.notRetrieved]
    }

    @Test func fileIsKeptUnderItsHash() throws {
        let bench = try ReviewBench.built()
        let event = try attach(bench, "doi:10.1234/spine.2020.001")
        let attachment = try #require(try bench.state().attachments.first)
        #expect(attachment.event == event)
        #expect(attachment.attachment.record.description == "pubmed.nbib:1")
        #expect(attachment.attachment.bytes == Self.pdf.count)
        #expect(attachment.attachment.sha256 == sha256(Self.pdf))
        #expect(
            bench.temporary.has("fulltext/\(sha256(Self.pdf)).pdf"),
            "named by the hash alone, whatever the file was called"
        )
        // The same file for another record of the work is nothing new; another file is.
        #expect(try attach(bench, "embase.ris:1") == event)
        #expect(try attach(bench, "embase.ris:1", Self.pdf + [10]) == event + 1)
        let status = ReviewStatus(try bench.state()).fullTexts
        #expect(counts(status) == [3, 1, 0])
        #expect(status.withoutFile == ["pubmed.nbib:2", "embase.ris:2"])
        #expect(try VerifyReview().run(bench.folder).findings == [])
        #expect(try bench.state().faults == [])
    }

    @Test(arguments: [
        [], Array("%PDF".utf8), Array("<!DOCTYPE html><title>Log in</title>".utf8),
        [UInt8](repeating: 32, count: 1020) + Array("%PDF-1.4".utf8),
    ])
    func whatIsNoPDFIsRefused(bytes: [UInt8]) throws {
        let bench = try ReviewBench.built()
        let refused = try bench.refusal { try attach(bench, "pubmed.nbib:1", bytes) }
        expect(refused, [("paper.pdf", "is not a PDF")])
        #expect(!bench.temporary.has("fulltext"))
        // The mark may stand behind other bytes.
        try attach(bench, "pubmed.nbib:1", [UInt8](repeating: 32, count: 1019) + Self.pdf)
    }

    @Test func whatElseIsRefused() throws {
        let bench = try ReviewBench.built()
        expect(
            try bench.refusal { try attach(bench, "pubmed.nbib:9") },
            [("RECORD", "unknown record")]
        )
        let large = Self.pdf + [UInt8](repeating: 0, count: AttachFullText.maximumSize)
        expect(
            try bench.refusal { try attach(bench, "pubmed.nbib:1", large) },
            [("paper.pdf", "larger than 256 MiB")]
        )
        // A link would put the files elsewhere.
        let elsewhere = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.path + "/fulltext",
            withDestinationPath: elsewhere.path
        )
        expect(
            try bench.refusal { try attach(bench, "pubmed.nbib:1") },
            [("fulltext", "leads out of the review folder")]
        )
        #expect(try elsewhere.files().isEmpty)
    }

    @Test func onlyRegularFilesAreRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("%PDF-", to: "a.pdf")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.pdf",
            withDestinationPath: folder.path + "/a.pdf"
        )
        #expect(try regularFile(folder.path + "/link.pdf", named: "link.pdf").size == 5)
        for path in ["/dev/zero", folder.path, folder.path + "/none"] {
            #expect(throws: InputRefused.self) { try regularFile(path, named: "x") }
        }
    }

    /// A file and 'not retrieved' contradict each other, in either order.
    @Test func fileOfAReportThatCouldNotBeHad() throws {
        let bench = try ReviewBench.built()
        let event = try attach(bench, "pubmed.nbib:2")
        let lost =
            "record,stage,reviewer,decision\npubmed.nbib:2,full-text,Ann,not-retrieved\n"
            + "pubmed.nbib:2,full-text,Bob,not-retrieved\n"
        expect(
            try bench.refusal { try bench.take(.decisions, lost, file: "lost.csv") },
            [("lost.csv:3", "'paper.pdf', attached at event \(event)")]
        )
        try bench.undo(event)
        try bench.take(.decisions, lost, file: "lost.csv")
        let refused = try bench.refusal { try attach(bench, "pubmed.nbib:2") }
        #expect(refused.first?.contains("is settled as not retrieved") == true)
        let status = ReviewStatus(try bench.state()).fullTexts
        #expect(counts(status) == [3, 0, 1])
    }

    @Test func verifyNamesMissingAndChangedFiles() throws {
        let bench = try ReviewBench.built()
        let event = try attach(bench, "pubmed.nbib:1")
        let path = bench.folder.fullTexts.path(of: sha256(Self.pdf))
        try Data(Self.pdf + [0]).write(to: URL(fileURLWithPath: path))
        func findings() throws -> [String] {
            try VerifyReview().run(bench.folder).findings.map { "\($0.place): \($0.what)" }
        }
        #expect(
            try findings() == [
                "full text paper.pdf (event \(event)): was changed after it was attached"
            ]
        )
        try FileManager.default.removeItem(atPath: path)
        #expect(try findings().first?.contains("is missing") == true)
        // An import cannot go while a file hangs on its records.
        let refused = try bench.refusal { try bench.undo(2) }
        #expect(refused.contains { $0.contains("which a full text is attached to") })
        try bench.undo(event)
        #expect(try findings() == [], "what was taken back need not be there")
    }
}
