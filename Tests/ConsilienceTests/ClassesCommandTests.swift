import Foundation
import TestSupport
import Testing

/// The command `classes` on files.
struct ClassesCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let table = """
        kind,p_lytic,p_blastic,p_mixed
        lytic,0.7,0.2,0.1
        lytic,0.2,0.6,0.2
        lytic,0.5,0.3,0.2
        blastic,0.1,0.8,0.1
        blastic,0.3,0.6,0.1
        mixed,0.1,0.2,0.7
        blastic,0.2,0.2,0.6

        """

    private func arguments(_ text: String, _ more: [String] = []) throws -> [String] {
        try folder.write(text, to: "p.csv")
        return [
            "classes", folder.path + "/p.csv", "--label", "kind", "--scores",
            "p_lytic,p_blastic,p_mixed", "--classes", "lytic,blastic,mixed",
        ] + more
    }

    @Test func tellsAllFigures() throws {
        let json = try CommandLineProgram.object(arguments(Self.table))
        #expect(json["cases"] as? Int == 7)
        let found = try #require(json["evaluation"] as? [String: Any])
        #expect(found["confusion"] as? [[Int]] == [[2, 1, 0], [0, 2, 1], [0, 0, 1]])
        #expect((json["warnings"] as? [String])?.count == 1)
        let text = try CommandLineProgram.run(arguments(Self.table)).text
        #expect(text.contains("macro AUC"))
        #expect(text.contains("true \\ called"))
    }

    @Test func faultsComeAllAtOnce() throws {
        let text = Self.table.replacing("mixed,0.1", with: "mxd,x")
            .replacing("blastic,0.3,", with: "blastic,,")
        let outcome = try CommandLineProgram.run(arguments(text))
        expectRefused(
            outcome,
            "p.csv:7: kind: 'mxd' found",
            "p.csv:7: p_lytic: 'x' found",
            "p.csv:6"
        )
        expectRefused(
            try CommandLineProgram.run(arguments("kind,p_lytic\nlytic,1\n")),
            "column 'p_blastic' is missing"
        )
        let none = Self.table.split(separator: "\n").filter { !$0.hasPrefix("mixed") }
        expectRefused(
            try CommandLineProgram.run(arguments(none.joined(separator: "\n") + "\n")),
            "no case is of the class 'mixed'"
        )
    }

    @Test func exampleFindsWhatWasPutIn() throws {
        let folder = Checkout.file("Examples/tumour-classes").path
        let outcome = try CommandLineProgram.run(
            [
                "classes", "predictions.csv", "--label", "kind", "--scores",
                "lytic,blastic,mixed",
            ],
            in: folder
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let readme = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
        // The README shows the output line by line.
        for line in outcome.text.split(separator: "\n") {
            #expect(readme.contains(line), "\(line)")
        }
        let json = try CommandLineProgram.object([
            "classes", folder + "/predictions.csv", "--label", "kind", "--scores",
            "lytic,blastic,mixed",
        ])
        let found = try #require(json["evaluation"] as? [String: Any])
        let classes = try #require(found["classes"] as? [[String: Any]])
        // Areas of a million lesions by `generate.py --truth`.
        for (one, truth) in zip(classes, [0.938, 0.946, 0.831]) {
            let area = try #require(one["area"] as? [String: Any])
            let interval = try #require(area["plainInterval"] as? [String: Double])
            #expect((interval["lower"] ?? 1) < truth && truth < (interval["upper"] ?? 0))
        }
    }
}
