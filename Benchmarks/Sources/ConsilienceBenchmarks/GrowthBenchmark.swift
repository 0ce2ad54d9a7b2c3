import BibliographicFormats
import Bibliography
import Deduplication
import Foundation

/// How the time of finding duplicates grows with the number of records, parsing included.
struct GrowthBenchmark {
    /// Records, and the seconds they took.
    private(set) var points: [(records: Int, seconds: Double)] = []

    /// Parses and deduplicates generated RIS files of growing size.
    static func measured(_ sizes: [Int]) throws -> GrowthBenchmark {
        var growth = GrowthBenchmark()
        for size in sizes {
            var generator = RecordGenerator(seed: 1)
            let (records, _) = generator.records(size, abstractWords: 0)
            let bytes = try writeRecords(records, as: .ris)
            let time = try ContinuousClock().measure {
                let read = try readRecords(bytes, fileName: "generated").records
                precondition(findDuplicates(read).clusters.count <= size)
            }
            let seconds =
                Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
            growth.points.append((size, seconds))
        }
        return growth
    }

    /// The measurements as a plot on two logarithmic axes, with the line of linear growth.
    var svg: String {
        let (left, right, top, bottom) = (70.0, 440.0, 20.0, 260.0)
        guard let first = points.first, let last = points.last, last.records > first.records else {
            return ""
        }
        let least = floor(log10(max(first.seconds, 1e-4)))
        let most = ceil(log10(max(last.seconds, first.seconds * 10)))
        func x(_ records: Int) -> Double {
            let span = log10(Double(last.records)) - log10(Double(first.records))
            let share = (log10(Double(records)) - log10(Double(first.records))) / span
            return left + share * (right - left)
        }
        func y(_ seconds: Double) -> Double {
            bottom - (log10(max(seconds, 1e-4)) - least) / (most - least) * (bottom - top)
        }
        func number(_ value: Double) -> String { String(format: "%.1f", value) }
        var marks = ""
        for point in points {
            marks +=
                "<circle cx=\"\(number(x(point.records)))\" cy=\"\(number(y(point.seconds)))\" r=\"3\" "
                + "fill=\"#0b4f7d\"/><text x=\"\(number(x(point.records)))\" y=\"278\" "
                + "text-anchor=\"middle\">\(point.records)</text>\n"
                + "<text x=\"\(number(x(point.records)))\" y=\"\(number(y(point.seconds) - 8))\" "
                + "text-anchor=\"middle\">\(String(format: "%.2f", point.seconds)) s</text>\n"
        }
        let line = points.map { "\(number(x($0.records))),\(number(y($0.seconds)))" }
            .joined(separator: " ")
        let linear = last.seconds * Double(first.records) / Double(last.records)
        var ticks = ""
        for power in Int(least)...Int(most) {
            let value = pow(10, Double(power))
            ticks +=
                "<text x=\"60\" y=\"\(number(y(value) + 3))\" text-anchor=\"end\">\(value) s</text>\n"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 310" width="480" height="310" \
            font-family="Helvetica, Arial, sans-serif" font-size="10">
            <title>Time of finding duplicates by the number of records</title>
            <rect width="480" height="310" fill="#ffffff"/>
            <polyline points="\(number(left)),\(number(top)) \(number(left)),\(number(bottom)) \
            \(number(right)),\(number(bottom))" fill="none" stroke="#1a1a1a"/>
            <line x1="\(number(left))" y1="\(number(y(linear)))" x2="\(number(right))" \
            y2="\(number(y(last.seconds)))" stroke="#b0b0b0" stroke-dasharray="4 3"/>
            <polyline points="\(line)" fill="none" stroke="#0b4f7d" stroke-width="1.5"/>
            \(marks)\(ticks)<text x="255" y="300" text-anchor="middle">records (the dashed line is linear \
            growth)</text>
            </svg>

            """
    }
}
