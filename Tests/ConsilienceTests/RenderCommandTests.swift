import Foundation
import TestSupport
import Testing
import Workbench

/// `render` and figures written straight as PNG or PDF.
@Suite("render", .enabled(if: CommandLineProgram.isBuilt))
struct RenderCommandTests {
    private let table = "study,auc,se\nA,0.8,0.02\nB,0.85,0.03\nC,0.7,0.05\n"

    private func figure(_ folder: TemporaryFolder) throws -> String {
        try folder.write(table, to: "t.csv")
        let path = folder.path + "/forest.svg"
        try CommandLineProgram.run([
            "meta", folder.path + "/t.csv", "--measure", "auc", "--forest", path,
        ])
        return path
    }

    @Test func aMissingProgramIsNamedWithItsPackage() throws {
        let folder = try TemporaryFolder()
        let path = try figure(folder)
        let outcome = try runProcess(
            try #require(Checkout.binary),
            ["render", path, "--to", "png"],
            environment: ["PATH": folder.path]
        )
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("librsvg2-bin"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/forest.png"))
    }

    @Test(.enabled(if: ExternalProgram.rsvgConvert.path != nil))
    func figuresBecomePNGAndPDF() throws {
        let folder = try TemporaryFolder()
        let path = try figure(folder)
        for (format, signature) in [
            ("png", [0x89, 0x50, 0x4E, 0x47]), ("pdf", [0x25, 0x50, 0x44, 0x46]),
        ] {
            let target = folder.path + "/forest.\(format)"
            var found: [Data] = []
            for _ in 0..<2 {
                let outcome = try CommandLineProgram.run([
                    "render", path, "--to", format, "--dpi", "120",
                ])
                #expect(outcome.status == 0, "\(outcome.errors)")
                found.append(try Data(contentsOf: URL(fileURLWithPath: target)))
            }
            #expect(Array(found[0].prefix(4)) == signature.map(UInt8.init))
            #expect(found[0] == found[1])
            let direct = folder.path + "/direct.\(format)"
            let meta = try CommandLineProgram.run([
                "meta", folder.path + "/t.csv", "--measure", "auc", "--forest", direct,
            ])
            #expect(meta.status == 0)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: direct))
            #expect(Array(bytes.prefix(4)) == signature.map(UInt8.init))
        }
    }

    /// At twice the density a PNG is twice as wide: the size is that of the page in millimetres.
    @Test(.enabled(if: ExternalProgram.rsvgConvert.path != nil))
    func densityIsThatOfThePage() throws {
        let folder = try TemporaryFolder()
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="12.7mm" viewBox="0 0 100 50">\
            <rect width="100" height="50"/></svg>
            """
        for density in [100, 200] {
            let bytes = try RenderFigures(format: .png, dotsPerInch: density).bytes(
                of: Array(svg.utf8)
            )
            let width = bytes[16..<20].reduce(0) { $0 * 256 + Int($1) }
            #expect(width == density)
        }
        _ = folder
    }

    @Test(arguments: [
        (["render", "none.svg", "--to", "png"], "no such file"),
        (["render", "note.txt", "--to", "png"], "no SVG file"),
        (["render", "empty", "--to", "pdf"], "manifest.json"),
        (["render", "note.txt", "--to", "png", "--dpi", "9"], "36 to 2400"),
    ])
    func whatCannotBeRenderedIsSaid(_ arguments: [String], _ what: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "note.txt")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/empty",
            withIntermediateDirectories: true
        )
        let outcome = try CommandLineProgram.run(arguments, in: folder.path)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(what), "\(outcome.errors)")
    }
}
