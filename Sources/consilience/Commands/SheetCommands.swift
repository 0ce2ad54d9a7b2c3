import ArgumentParser
import BibliographicFormats
import Review
import Workbench

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Record the decisions of reviewers from a sheet.",
        discussion: """
            Columns: \(SheetKind.decisions.columns.joined(separator: ", ")). A record is named as \
            FILE:POSITION, doi:… or pmid:….
            A sheet with the columns \(SheetKind.duplicates.columns.joined(separator: ", ")) says of \
            pairs of records whether they are the same work; duplicates are then resolved anew.

            Example: consilience decide spine-review decisions.csv
            """
    )

    @OptionGroup var arguments: SheetArguments

    func run() throws {
        let bytes = try Terminal.read(arguments.file)
        let table = try DelimitedTable(parsing: bytes, fileName: arguments.file)
        let isPairs = SheetKind.matching(header: table.header) == .duplicates
        try arguments.record(isPairs ? .duplicates : .decisions, bytes)
    }
}

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Record studies or their performance from a sheet.",
        discussion: """
            The header tells which sheet it is.
            Studies: \(SheetKind.studies.columns.joined(separator: ", ")).
            Estimates: \(SheetKind.estimates.columns.joined(separator: ", ")).
            Cohorts: \(SheetKind.cohorts.columns.joined(separator: ", ")).
            Models: \(SheetKind.models.columns.joined(separator: ", ")).
            The JSON of 'evaluate', 'classes', 'lesions' or 'segmentation' is taken up as estimates of \
            the study that --study names, with the standard errors worked out from the cases.

            Example: consilience extract spine-review studies.csv
            """
    )

    @OptionGroup var arguments: SheetArguments
    @Option(help: "Study that the JSON of an evaluation belongs to.")
    var study: String?
    @Option(help: "Name of the model; default: the column of its score, or the reader.")
    var model: String?
    @Option(help: "training, internal, external or unclear; default: the name of the group.")
    var stage: EvaluationStage?
    @Option(help: "What a case is: patient, lesion, …")
    var unit: String?
    @Option(help: "Name of the cohort that the evaluation was made on.")
    var cohort: String?
    @Option(
        help: """
            Point for sensitivity and specificity: given (the threshold), youden, none, or of \
            'lesions' all-marks.
            """
    )
    var point: PredictionEstimates.Point = .given

    func run() throws {
        let bytes = try Terminal.read(arguments.file)
        if let study {
            let predictions = PredictionEstimates(
                study: study,
                model: model,
                stage: stage,
                unit: unit,
                cohort: cohort,
                point: point
            )
            return try arguments.record(.estimates, bytes, predictions: predictions)
        }
        if bytes.first == UInt8(ascii: "{") { return try arguments.record(.estimates, bytes) }
        // Faults of the header are told by the reader of the sheet that it resembles most.
        try arguments.record(try ExtractionSheet.kind(of: bytes, file: arguments.file), bytes)
    }
}

struct AppraiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appraise",
        abstract: "Record appraisals of risk of bias from a sheet.",
        discussion: """
            Columns: \(SheetKind.appraisals.columns.joined(separator: ", ")).
            A table for robvis (Study, D1, D2, …, Overall) is taken up as the judgements of the \
            person that --assessor names.

            Example: consilience appraise spine-review appraisals.csv
            """
    )

    @OptionGroup var arguments: SheetArguments
    @Option(help: "Whose judgements a table for robvis holds.")
    var assessor: String?
    @Option(help: "The part of the instrument that a table for robvis judges.")
    var part: String?

    func run() throws {
        try arguments.record(
            .appraisals,
            try Terminal.read(arguments.file),
            assessor: assessor,
            part: part
        )
    }
}

/// Arguments of the commands that take a sheet up.
struct SheetArguments: ParsableArguments {
    @OptionGroup var target: FolderArgument
    @Argument(help: "The sheet, as CSV.", completion: .file(extensions: ["csv"]))
    var file: String
    @OptionGroup var output: OutputOptions

    func record(
        _ kind: SheetKind,
        _ bytes: [UInt8],
        assessor: String? = nil,
        part: String? = nil,
        predictions: PredictionEstimates? = nil
    ) throws {
        var recording = SheetRecording(target: target, file: file, output: output)
        recording.assessor = assessor
        recording.part = part
        recording.predictions = predictions
        try recording.record(kind, bytes)
    }
}

/// Takes a sheet up and tells the event.
struct SheetRecording {
    let target: FolderArgument
    let file: String
    let output: OutputOptions
    var assessor: String?
    var part: String?
    var predictions: PredictionEstimates?

    func record(_ kind: SheetKind, _ bytes: [UInt8]) throws {
        var draft = try target.folder.draft()
        var sheet = RecordSheet(kind: kind, file: name, assessor: assessor, part: part)
        sheet.predictions = predictions
        try sheet.run(on: &draft, bytes: bytes)
        if draft.isEmpty, draft.faults.isEmpty {
            if output.json { return try Terminal.writeJSON(["event": Int?.none]) }
            return Terminal.write("\(name): nothing new\n")
        }
        let summary = draft.payloads.last?.summary ?? ""
        if kind == .duplicates { try DeduplicateReview().run(on: &draft) }
        let replaced = replacedSheet(in: draft)
        let event = try draft.commit()
        if let replaced { output.note(replaced) }
        if output.json { return try Terminal.writeJSON(["event": event]) }
        Terminal.write("Event \(event): \(summary)\n")
    }

    /// Says so where a sheet takes the place of an earlier one of its name: who meant a second batch
    /// would otherwise lose the first without a word.
    private func replacedSheet(in draft: ReviewDraft) -> String? {
        draft.takenBack.first.map { earlier, undo in
            "Note: '\(name)' was taken up before as event \(earlier.sequence), "
                + "\(earlier.payload.summary). It takes that one's place: rows that it no longer has do "
                + "not count. A further batch needs another name; 'consilience undo \(target.path) "
                + "\(undo)' makes the former rows count again."
        }
    }

    /// A sheet in the folder goes by its path there, so that review.yaml may declare it too.
    private var name: String {
        let root = target.folder.path + "/"
        return file.hasPrefix(root) ? String(file.dropFirst(root.count)) : Terminal.name(of: file)
    }
}
