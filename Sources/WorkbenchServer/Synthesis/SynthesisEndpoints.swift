import Hummingbird
import Review
import Workbench

/// Choosing estimates and pooling them.
enum SynthesisEndpoints {
    static var all: [Endpoint] {
        [
            .get("/synthesis") { visit in
                let (result, view) = try await synthesis(visit)
                return visit.page(SynthesisPage.page(result, view, visit.frame))
            },
            .get("/synthesis/:file", answer: file),
            .value(
                .get,
                "/synthesis",
                .read,
                Operation(
                    "getSynthesis",
                    "Pools chosen estimates: numbers, figures, the table, and the command and R program "
                        + "that give the same numbers. A parameter out-ID=1 leaves an estimate out.",
                    query: SynthesisQuery.parameters,
                    answer: SynthesisBody.schema
                )
            ) { visit in
                let (result, _) = try await synthesis(visit)
                return try Answer.json(SynthesisBody(result))
            },
        ]
    }

    private static func synthesis(
        _ visit: Visit
    ) async throws -> (result: Synthesis, view: ReviewView) {
        let choice = try SynthesisQuery.choice(visit.query)
        let view = try await visit.view()
        return (await visit.site.synthesis.synthesis(choice, in: view.state), view)
    }

    /// A figure, the table or the program, by its name.
    private static func file(_ visit: Visit) async throws -> Response {
        let name = try visit.part("file")
        let missing = RequestFault.notFound("There is no such file.")
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw missing }
        let (result, _) = try await synthesis(visit)
        switch (String(parts[0]), parts[1]) {
        case ("estimates", "csv"):
            return Answer.download(result.table.csv, "text/csv; charset=utf-8", result.table.file)
        case ("analysis", "R"):
            guard let script = result.script else { throw missing }
            return Answer.download(script, "text/plain; charset=utf-8", "analysis.R")
        case (let figure, "svg"):
            guard let svg = Synthesis.Figure(rawValue: figure).flatMap(result.svg) else {
                throw missing
            }
            return Answer.text(svg, "image/svg+xml")
        case (let figure, "png"):
            guard let svg = Synthesis.Figure(rawValue: figure).flatMap(result.svg) else {
                throw missing
            }
            let bytes = try await visit.site.synthesis.drawing.run {
                try RenderFigures(format: .png, dotsPerInch: 300).bytes(of: Array(svg.utf8))
            }
            return Answer.bytes(bytes, "image/png")
        default: throw missing
        }
    }
}

extension Answer {
    /// A text that browsers save under a name.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - type: its media type.
    ///   - name: a name that stands in this program, or is made of such names.
    /// - Returns: the answer.
    static func download(_ text: String, _ type: String, _ name: String) -> Response {
        download(Array(text.utf8), type, name)
    }

    /// Bytes that browsers save under a name that stands in this program.
    static func download(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
        var response = Answer.bytes(bytes, type)
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }
}

/// A synthesis as JSON.
struct SynthesisBody: Encodable, Sendable {
    struct Estimate: Encodable, Sendable {
        let id: String
        let label: String
        let study: String
        let stage: String
        let unit: String?
        let modality: String?
        let modelFamily: String?
        let figure: String
        let source: String
        let isOffered: Bool
        let isPooled: Bool
    }

    struct Table: Encodable, Sendable {
        let file: String
        let csv: String
    }

    struct Drawing: Encodable, Sendable {
        let id: String
        let svg: String
    }

    struct Mean: Encodable, Sendable {
        let mean: Double
        let estimates: Int
    }

    let query: String
    let estimates: [Estimate]
    let warnings: [String]
    let weightedMean: Mean?
    let refused: String?
    let pooled: PoolResult?
    let accuracy: DiagnosticResult?
    let command: String
    let table: Table
    let script: String?
    let figures: [Drawing]

    init(_ result: Synthesis) {
        query = SynthesisQuery.text(result.choice)
        let offered = Set(result.offered.map(\.id))
        let chosen = Set(result.chosen.map(\.id))
        estimates = result.candidates.map {
            Estimate(
                id: $0.id,
                label: $0.label,
                study: $0.row.study,
                stage: $0.row.stage.rawValue,
                unit: $0.row.unit,
                modality: $0.modality,
                modelFamily: $0.modelFamily,
                figure: $0.text(of: result.choice.measure),
                source: $0.place,
                isOffered: offered.contains($0.id),
                isPooled: chosen.contains($0.id)
            )
        }
        warnings = result.warnings
        weightedMean = result.weightedMean.map { Mean(mean: $0.mean, estimates: $0.estimates) }
        switch result.outcome {
        case .pooled(let value): (pooled, accuracy, refused) = (value, nil, nil)
        case .accuracy(let value): (pooled, accuracy, refused) = (nil, value, nil)
        case .refused(let why): (pooled, accuracy, refused) = (nil, nil, why)
        case .nothing: (pooled, accuracy, refused) = (nil, nil, nil)
        }
        command = result.command
        table = Table(file: result.table.file, csv: result.table.csv)
        script = result.script
        figures = result.figures.compactMap { figure in
            result.svg(figure).map { Drawing(id: figure.rawValue, svg: $0) }
        }
    }

    static let schema = Schema.object([
        ("query", .text()),
        (
            "estimates",
            .list(
                .object([
                    ("id", .text()), ("label", .text()), ("study", .text()), ("stage", .text()),
                    ("unit?", .text()), ("modality?", .text()), ("modelFamily?", .text()),
                    ("figure", .text()), ("source", .text()), ("isOffered", .flag),
                    ("isPooled", .flag),
                ])
            )
        ),
        ("warnings", .list(.text())),
        ("weightedMean?", .object([("mean", .number), ("estimates", .whole(least: 0))])),
        ("refused?", .text()), ("pooled?", .any), ("accuracy?", .any), ("command", .text()),
        ("table", .object([("file", .text()), ("csv", .text())])), ("script?", .text()),
        ("figures", .list(.object([("id", .text()), ("svg", .text())]))),
    ])
}
