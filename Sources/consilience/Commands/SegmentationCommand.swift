import ArgumentParser
import BibliographicFormats
import Foundation
import ModelEvaluation
import Workbench

struct SegmentationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmentation",
        abstract: "Compare predicted segmentations with the truth.",
        discussion: """
            PREDICTED and TRUTH are two label maps, NIfTI (.nii, .nii.gz) or DICOM Segmentation (.dcm), or \
            two folders of them, whose files belong together by name. Overlap, surface distances and lesions per label; see \
            docs/evaluation.md.

            Example: consilience segmentation predicted/ truth/ --tolerance 2 --csv cases.csv
            """
    )

    @Argument(help: "Predicted label map, or a folder of them.", completion: .file())
    var predicted: String
    @Argument(help: "True label map, or a folder of them.", completion: .file())
    var truth: String
    @Option(help: "Compare this label only.")
    var label: Int?
    @Option(help: "Tolerance of the surface Dice in millimetres.")
    var tolerance = 1.0
    @Option(
        help: ArgumentHelp(
            "A lesion is found by a part with this intersection over union, not by any shared voxel.",
            valueName: "iou"
        )
    )
    var lesionOverlap: Double?
    @Option(help: "File for the table of all cases.", completion: .file())
    var csv: String?
    @OptionGroup var lists: ChecklistOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard tolerance >= 0, tolerance.isFinite else {
            throw ValidationError("--tolerance \(tolerance): a number from 0 expected")
        }
        if let lesionOverlap, !(lesionOverlap > 0 && lesionOverlap <= 1) {
            throw ValidationError(
                "--lesion-overlap \(lesionOverlap): a number above 0 and at most 1 expected"
            )
        }
        if let label, label == 0 {
            throw ValidationError("--label 0: that is the background")
        }
    }

    func run() throws {
        let bar = ProgressBar(isQuiet: output.quiet)
        defer { bar.finish() }
        let report = try CompareSegmentations(
            tolerance: tolerance,
            label: label,
            lesionOverlap: lesionOverlap
        )
        .run(predicted: predicted, truth: truth) { bar.show("Comparing", $0) }
        bar.finish()
        if let csv {
            let table = report.csv
            let text = DelimitedTextWriter.text(header: table.header, rows: table.rows)
            try Terminal.write(Array(text.utf8), to: csv)
        }
        try lists.write(report.checklists)
        if output.json { return try Terminal.writeJSON(MarkedReport(.segmentation, report)) }
        if csv != "-" { Terminal.write(report.text) }
    }
}

extension SegmentationReport {
    /// The comparison as tables for a terminal.
    var text: String {
        let shown: [(SegmentationMeasure, String)] = [
            (.dice, "Dice"), (.jaccard, "Jaccard"), (.volumetricSimilarity, "vol. sim."),
            (.hausdorff95, "HD95 mm"), (.averageSurfaceDistance, "ASSD mm"),
            (.surfaceDice, "surf. Dice \(Terminal.decimal(tolerance, 1)) mm"),
        ]
        func number(_ value: Double?) -> String { value.map { Terminal.decimal($0) } ?? "–" }
        let rows = cases.flatMap { one in
            one.labels.map { label in
                [one.name, String(label.label)] + shown.map { number(label.value($0.0)) }
                    + [
                        "\(label.lesions.found)/\(label.lesions.found + label.lesions.missed)",
                        String(label.lesions.falsePositives),
                    ]
            }
        }
        let tail = ["lesions", "false pos."]
        var text = Terminal.table(["case", "label"] + shown.map(\.1) + tail, rows)
        if cases.count > 1 {
            let means = summary.map { label in
                ["\(label.label)", "\(label.cases)"]
                    + shown.map { measure, _ in
                        guard let found = label.measures[measure.rawValue]?.value else {
                            return "–"
                        }
                        let spread = found.sd.value.map { " ± \(Terminal.decimal($0))" } ?? ""
                        return Terminal.decimal(found.mean) + spread
                    }
                    + [
                        "\(label.lesionsFound)/\(label.lesionsFound + label.lesionsMissed)",
                        String(label.falsePositives),
                    ]
            }
            text += "\nmean ± SD over the cases\n"
            text += Terminal.table(["label", "cases"] + shown.map(\.1) + tail, means)
        }
        return text + (warnings.isEmpty ? "" : "\n") + warnings.map { $0 + "\n" }.joined()
    }
}
