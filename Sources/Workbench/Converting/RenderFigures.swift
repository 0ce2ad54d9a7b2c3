import Foundation

/// A format into which a figure is rendered.
public enum FigureFormat: String, Sendable, CaseIterable {
    /// Points, at a chosen density.
    case png
    /// Lines and letters, for print.
    case pdf

    /// The format that a file's name asks for; `nil` for SVG and all others.
    public init?(path: String) {
        let dot = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
        self.init(rawValue: dot)
    }
}

/// Renders SVG figures as PNG or PDF with librsvg.
public struct RenderFigures: Sendable {
    /// Format wanted.
    public var format: FigureFormat
    /// Points per inch of a PNG, 36 to 2400; 600 is usual for print.
    public var dotsPerInch: Int

    /// Chooses format and density.
    ///
    /// - Throws: `InputRefused` for a density out of range.
    public init(format: FigureFormat, dotsPerInch: Int = 600) throws(InputRefused) {
        guard (36...2400).contains(dotsPerInch) else {
            throw InputRefused(file: "--dpi", "\(dotsPerInch) found, 36 to 2400 expected")
        }
        self.format = format
        self.dotsPerInch = dotsPerInch
    }

    /// Renders a figure.
    ///
    /// - Parameter svg: an SVG file whose size is given in millimetres.
    /// - Returns: the bytes of the PNG or PDF file.
    /// - Throws: `InputRefused` if librsvg is not installed or refuses the figure.
    public func bytes(of svg: [UInt8]) throws(InputRefused) -> [UInt8] {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent(
            "consilience-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        )
        defer { try? manager.removeItem(at: folder) }
        let (source, target) = (folder.path + "/figure.svg", folder.path + "/figure.out")
        do {
            try manager.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(svg).write(to: URL(fileURLWithPath: source))
        } catch {
            throw InputRefused(
                file: folder.path,
                "cannot be written: \(error.localizedDescription)"
            )
        }
        let density = format == .png ? dotsPerInch : 96
        try ExternalProgram.rsvgConvert.run([
            "--format", format.rawValue, "--dpi-x", "\(density)", "--dpi-y", "\(density)",
            "--background-color", "white", "--output", target, source,
        ])
        guard let data = manager.contents(atPath: target) else {
            throw InputRefused(file: ExternalProgram.rsvgConvert.name, "wrote no file")
        }
        return [UInt8](data)
    }

    /// What is wrong with the fonts of this machine, in words; `nil` if figures look as measured.
    ///
    /// Figures are laid out with the widths of Helvetica; fonts of other widths make text overlap.
    public static var fontRemark: String? {
        let metric = [
            "Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "Arimo", "TeX Gyre Heros",
        ]
        guard ExternalProgram.fontMatch.path != nil,
            let family = try? ExternalProgram.fontMatch.run(["--format", "%{family}", "Helvetica"])
        else { return nil }
        guard !metric.contains(where: { family.contains($0) }) else { return nil }
        return
            "No font as wide as Helvetica is installed ('\(family)' stands in for it), so text may "
            + "overlap: install Liberation Sans (apt install fonts-liberation)."
    }
}
