import Foundation
import ModelEvaluation

/// The committed reader studies, and what numpy and scipy make of them.
enum ReaderStudyReference {
    /// An estimate of the script.
    struct Estimate: Decodable {
        let estimate: Double
        let standardError: Double
        let interval: [Double]
        let degreesOfFreedom: Double?
        let statistic: Double?
        let pValue: Double?
    }
    /// An analysis of the script.
    struct Analysis: Decodable {
        let inference: ReaderInference
        /// Statistic, degrees of freedom (of the denominator), p-value.
        let test: [Double]
        let differences: [Estimate]
        let means: [Estimate]
    }
    /// The system against the readers of a modality.
    struct Standalone: Decodable {
        let analyses: [Estimate]
        let readers: [Estimate]
    }
    /// A study analysed.
    struct Study: Decodable {
        let areas: [Double]
        let components: [String: Double]
        let analyses: [Analysis]
        let readerDifferences: [Estimate]
        let standalone: [Standalone]
    }
    /// The study that the script draws.
    struct Drawn: Decodable {
        let ratings: [[[Double]]]
        let events: [Bool]
        let clusters: [String]
        let standalone: [Double]
    }
    /// The whole file.
    struct Content: Decodable {
        let drawn: Drawn
        let studies: [String: Study]
    }

    private static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/" + name)
    }

    static func content() throws -> Content {
        try JSONDecoder().decode(
            Content.self,
            from: Data(contentsOf: file("obuchowskiRockette.json"))
        )
    }

    /// The study of the script, its cases in clusters or not.
    static func drawn(_ content: Content, hasClusters: Bool) throws -> ReaderStudy {
        try ReaderStudy(
            readers: (1...4).map { "R\($0)" },
            modalities: ["A", "B", "C"],
            ratings: content.drawn.ratings,
            events: content.drawn.events,
            standalone: content.drawn.standalone,
            clusters: hasClusters ? content.drawn.clusters : nil
        )
    }

    /// Ratings of Van Dyke and others (1993): five readers, two modalities, 114 cases.
    static func vanDyke() throws -> ReaderStudy {
        let text = try String(contentsOf: file("vanDyke1993.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").compactMap { Double($0) }
        }
        let ratings = (0..<2).map { modality in
            (0..<5).map { reader in rows.map { $0[2 + 2 * reader + modality] } }
        }
        return try ReaderStudy(
            readers: (1...5).map { "\($0)" },
            modalities: ["1", "2"],
            ratings: ratings,
            events: rows.map { $0[1] == 1 }
        )
    }
}
