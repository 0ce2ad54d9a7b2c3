import Foundation
import MetaAnalysis
import Testing
import Workbench

@Suite struct PoolScriptTests {
    private static let header = [
        "study", "mod", "year", "team", "m1", "sd1", "n1", "m2", "sd2", "n2",
    ]
    private static let cells = [
        ["O'Brien \"x\" \\ 2019 – α", "CT", "2001", "a", "5.1", "1.2", "30", "4.0", "1.5", "28"],
        ["\"; system('id'); \"", "MRI", "2004", "a", "4.4", "1.9", "22", "4.5", "1.3", "25"],
        ["日本\n研究", "CT", "2007", "b", "6.2", "1.1", "41", "4.1", "1.8", "39"],
        ["D", "PET", "2010", "b", "5.5", "1.6", "18", "4.9", "1.4", "17"],
        ["E", "MRI", "2011", "c", "4.8", "1.3", "60", "4.2", "1.2", "61"],
        ["F", "PET", "2015", "c", "5.9", "1.7", "25", "3.9", "1.6", "24"],
        ["G", "CT", "2019", "d", "5.0", "1.0", "33", "4.4", "1.1", "35"],
    ]
    private static var rows: [(line: Int, fields: [String])] {
        cells.enumerated().map { (line: $0.offset + 2, fields: $0.element) }
    }

    private static func script(_ change: (inout PoolTableOptions) -> Void = { _ in }) throws
        -> String
    {
        var options = PoolTableOptions(measure: .smd)
        change(&options)
        let result = try PoolTable.pool(
            file: "in.csv",
            header: header,
            rows: rows,
            options: options
        )
        return try PoolScript.script(
            for: result,
            options: options,
            file: "in.csv",
            header: header,
            rows: rows
        )
    }

    private static let diagnostic: DiagnosticResult? = {
        let cells = [
            ["A", "20", "4", "5", "60"], ["B", "35", "42", "3", "58"],
            ["C", "14", "9", "18", "71"],
            ["D", "51", "6", "4", "90"], ["E", "9", "2", "6", "90"], ["F", "28", "15", "2", "55"],
            ["G", "17", "3", "19", "40"], ["H", "40", "30", "1", "65"],
            ["I", "66", "1", "9", "77"],
        ]
        return try? PoolDiagnosticTable.pool(
            file: "in.csv",
            header: ["study", "tp", "fp", "fn", "tn"],
            rows: cells.enumerated().map { (line: $0.offset + 2, fields: $0.element) },
            options: PoolTableOptions(measure: .dta)
        )
    }()

    @Test func namesCannotLeaveTheirQuotes() throws {
        let script = try Self.script()
        #expect(script.utf8.allSatisfy { $0 < 0x80 })
        #expect(script.contains(#""\"; system('id'); \"""#))
        #expect(script.contains(#""O'Brien \"x\" \\ 2019 \u2013 \u03b1""#))
        #expect(script.contains(#"\n"#))
        for line in script.split(separator: "\n") { #expect(!line.hasPrefix("system")) }
    }

    @Test func theSameTwice() throws {
        #expect(try Self.script() == Self.script())
    }

    /// R itself is asked where it is installed with the packages; CI has none.
    @Test(arguments: ["plain", "moderators", "groups", "dta"]) func agreesWithR(kind: String) throws
    {
        guard Self.hasPackages else {
            print("skipped: Rscript with metafor and lme4 is not installed")
            return
        }
        let text: String
        switch kind {
        case "moderators":
            text = try Self.script {
                $0.moderators = ["year"]
                $0.pooling = PoolingOptions(method: .derSimonianLaird, test: .normal)
            }
        case "groups":
            text = try Self.script {
                $0.subgroup = "mod"
                $0.cluster = "team"
            }
        case "dta":
            text = PoolScript.script(for: try #require(Self.diagnostic), file: "in.csv")
        default: text = try Self.script()
        }
        let (status, output) = try Self.run(text)
        #expect(status == 0, "\(output.suffix(600))")
        #expect(output.contains("Consilience and"))
    }

    private static let hasPackages: Bool = {
        let probe =
            "for (p in c('metafor', 'lme4')) if (!requireNamespace(p, quietly = TRUE)) q(status = 1)"
        return (try? run(probe).status) == 0
    }()

    private static func run(_ text: String) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("consilience-\(UUID().uuidString).R")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["Rscript", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
