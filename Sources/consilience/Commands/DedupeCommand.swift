import ArgumentParser
import BibliographicFormats
import Deduplication
import Figures
import Foundation
import Review
import Workbench

struct DedupeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe",
        abstract: "Find duplicate records in files, or in a review.",
        discussion: """
            With a review folder the result is recorded in its journal. With files, OUT gets one \
            merged record a work, CLUSTERS.csv the cluster of every record, PAIRS.csv each pair with \
            its score and reasons: 'merge', or 'review' for a person.

            Example: consilience dedupe pubmed.nbib scopus.csv -o unique.ris --clusters clusters.csv
            """
    )

    @Argument(help: "Files, or one review folder; '-' is standard input.", completion: .file())
    var inputs: [String]
    @Option(
        name: [.customShort("o"), .long],
        help:
            "File for the merged records; its ending names the format (ris, csv, json, nbib, bib, xml).",
        completion: .file()
    )
    var out: String?
    @Option(help: "File for the cluster of every record.", completion: .file())
    var clusters: String?
    @Option(help: "File for the pairs.", completion: .file())
    var pairs: String?
    @Option(
        help: "File for the table of the sources: works, works that no other source has.",
        completion: .file()
    )
    var overlap: String?
    @Option(
        help: "File for the overlap of the sources as an UpSet plot (SVG).",
        completion: .file()
    )
    var upset: String?
    @OptionGroup var output: OutputOptions

    private struct Summary: Encodable {
        let records: Int
        let works: Int
        let duplicates: Int
        let mergedPairs: Int
        let pairsToReview: Int
    }

    func validate() throws {
        if let out, out != "-", Self.format(of: out) == nil {
            throw ValidationError(
                "-o \(out): the ending should be .ris, .csv, .json, .nbib, .bib or .xml"
            )
        }
    }

    func run() throws {
        var isFolder: ObjCBool = false
        if inputs.count == 1,
            FileManager.default.fileExists(atPath: inputs[0], isDirectory: &isFolder),
            isFolder.boolValue
        {
            return try runOnReview(ReviewFolder(path: inputs[0]))
        }
        let files = try inputs.map { input -> RecordFile in
            let name = Terminal.name(of: input)
            let result = try readRecords(try Terminal.read(input), fileName: name)
            for problem in result.report.problems {
                Terminal.complain("\(name):\(problem.line): \(problem.what)")
            }
            return RecordFile(name: name, records: result.records)
        }
        let found = deduplicateFiles(files)
        if let clusters { try Terminal.write(Array(found.clustersCSV.utf8), to: clusters) }
        if let pairs { try Terminal.write(Array(found.pairsCSV.utf8), to: pairs) }
        try write(found.sourceOverlap)
        if let out {
            let format = Self.format(of: out) ?? .ris
            try Terminal.write(
                try writeRecords(found.merged.map(\.record), as: format),
                to: out
            )
        }
        try show(
            Summary(
                records: found.identifiers.count,
                works: found.merged.count,
                duplicates: found.identifiers.count - found.merged.count,
                mergedPairs: found.result.pairs.count { $0.decision == .merge },
                pairsToReview: found.result.openQuestions.count
            )
        )
    }

    private func runOnReview(_ folder: ReviewFolder) throws {
        var draft = try folder.draft()
        try DeduplicateReview().run(on: &draft)
        _ = try draft.commit()
        let state = try folder.read().state
        try write(state.sourceOverlap)
        let records = state.works.reduce(0) { $0 + $1.records.count }
        let pairs = state.resolution?.pairs ?? []
        try show(
            Summary(
                records: records,
                works: state.works.count,
                duplicates: records - state.works.count,
                mergedPairs: pairs.count { $0.decision == .merge },
                pairsToReview: pairs.count { $0.decision == .review }
            )
        )
    }

    private func write(_ found: SourceOverlap) throws {
        if let overlap { try Terminal.write(Array(found.csv.utf8), to: overlap) }
        if let upset {
            try Terminal.writeFigure(SourceOverlapPlot(found).render(), to: upset)
        }
    }

    private func show(_ summary: Summary) throws {
        if output.json { return try Terminal.writeJSON(summary) }
        let text =
            "\(summary.records) records, \(summary.works) works, \(summary.duplicates) duplicates; "
            + "\(summary.pairsToReview) pairs left for a person"
        if [out, clusters, pairs, overlap, upset].contains("-") {
            output.note(text)
        } else {
            Terminal.write(text + "\n")
        }
    }

    private static func format(of path: String) -> BibliographicFormat? {
        if path == "-" { return .ris }
        let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
        let format: BibliographicFormat? =
            switch ending {
            case "bib": .bibtex
            case "xml": .endNoteXML
            default: BibliographicFormat(rawValue: ending)
            }
        return format.flatMap { $0.isWritable ? $0 : nil }
    }
}
