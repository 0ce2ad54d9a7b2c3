import Foundation
import Reporting

/// Renders the figures of a built report for print, beside the report.
public struct PrintReport: Sendable {
    /// A file to be written.
    public struct Output: Sendable, Equatable {
        /// Where it goes.
        public let path: String
        /// Its bytes.
        public let bytes: [UInt8]
    }

    /// Creates the use case.
    public init() {}

    /// The figures that a path stands for: an SVG file, or those that the manifest of a report names.
    ///
    /// - Parameter path: an SVG file or the folder of a report.
    /// - Returns: each figure's path and its path below the folder of the rendered files.
    /// - Throws: `InputRefused` if the path is neither.
    public func figures(of path: String) throws(InputRefused) -> [(source: String, name: String)] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InputRefused(file: path, "no such file or folder")
        }
        guard isFolder.boolValue else {
            guard path.lowercased().hasSuffix(".svg") else {
                throw InputRefused(file: path, "is no SVG file and no folder of a report")
            }
            let name = URL(fileURLWithPath: path).lastPathComponent
            return [(path, String(name.dropLast(4)))]
        }
        guard let data = FileManager.default.contents(atPath: path + "/" + ReportManifest.path),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: data)
        else {
            throw InputRefused(
                file: path,
                "holds no manifest.json: the folder of a report expected"
            )
        }
        let figures = manifest.files.map(\.path).filter {
            $0.hasPrefix("figures/") && $0.hasSuffix(".svg") && !$0.contains("..")
        }
        return figures.map { (path + "/" + $0, String($0.dropFirst(8).dropLast(4))) }
    }

    /// Renders figures; nothing is written before all are rendered.
    ///
    /// - Parameters:
    ///   - paths: SVG files and folders of reports.
    ///   - folder: where the rendered files go; `nil` for beside the file, or for a report into
    ///     `REPORT-FORMAT`.
    ///   - renderer: format and density.
    ///   - progress: called with the number of figures rendered and of all.
    /// - Returns: the files, to be written by the caller.
    /// - Throws: `InputRefused` as `figures` and the renderer do.
    public func render(
        _ paths: [String],
        into folder: String?,
        with renderer: RenderFigures,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws(InputRefused) -> [Output] {
        var wanted: [(source: String, target: String)] = []
        for path in paths {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            var trimmed = path
            while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let place =
                folder ?? (isFolder.boolValue ? "\(trimmed)-\(renderer.format.rawValue)" : parent)
            for figure in try figures(of: trimmed) {
                wanted.append(
                    (figure.source, "\(place)/\(figure.name).\(renderer.format.rawValue)")
                )
            }
        }
        let targets = Dictionary(grouping: wanted, by: \.target)
        if let twice = targets.filter({ $0.value.count > 1 }).keys.sorted().first {
            throw InputRefused(file: twice, "two figures would have this name")
        }
        var outputs: [Output] = []
        for (number, figure) in wanted.enumerated() {
            progress(number, wanted.count)
            guard let data = FileManager.default.contents(atPath: figure.source) else {
                throw InputRefused(file: figure.source, "cannot be read")
            }
            outputs.append(
                Output(path: figure.target, bytes: try renderer.bytes(of: [UInt8](data)))
            )
        }
        progress(wanted.count, wanted.count)
        return outputs
    }
}
