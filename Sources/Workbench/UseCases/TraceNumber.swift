public import Reporting
import Review
import ReviewStore

/// Shows how a number, figure or cell of the report came about, down to the lines of the kept source
/// files.
public struct TraceNumber: Sendable {
    /// What is traced: a cell, a figure, a box of the flow diagram, an analysis, a record, a study or a
    /// number as printed.
    public var what: String

    /// Who looks; `nil` shows everything.
    ///
    /// Votes of others are left out where the person should not see them yet, and what follows from
    /// votes is counted without them.
    public var viewer: String?

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - what: what is traced.
    ///   - viewer: who looks; `nil` shows everything.
    public init(_ what: String, viewer: String? = nil) {
        self.what = what
        self.viewer = viewer
    }

    /// Traces it.
    ///
    /// - Parameter folder: the review; its kept source files are read.
    /// - Returns: the traces with the text of their source lines.
    /// - Throws: `InputRefused` with a list of what exists if nothing goes by the name, or if the protocol
    ///   does not name the viewer; `JournalError` if the journal cannot be read.
    public func run(_ folder: ReviewFolder) throws -> TraceAnswer {
        var input = try BuildReport.input(for: folder.read())
        input.state = try input.state.seen(byNamed: viewer)
        let report = Report(input)
        var answer: TraceAnswer
        do throws(TraceError) {
            answer = try Tracer(report).trace(what)
        } catch {
            throw InputRefused(file: what, error.description)
        }
        let wanted = Dictionary(grouping: answer.traces.flatMap(\.lines), by: \.sha256)
        var texts: [String: [Int: SourceText]] = [:]
        for (hash, lines) in wanted {
            let numbers = Set(lines.compactMap(\.line))
            // A file that is gone is for `verify` to tell; its lines are named all the same.
            guard !numbers.isEmpty, let bytes = try? folder.files.read(hash) else { continue }
            texts[hash] = SourceText.lines(numbers, of: bytes)
        }
        answer.traces = answer.traces.map { trace in
            trace.mappingLines { line in
                guard let number = line.line, let found = texts[line.sha256]?[number] else {
                    return line
                }
                var line = line
                line.text = found.text
                line.isCut = found.isCut
                return line
            }
        }
        return answer
    }
}

/// A line as it stands in a source file.
struct SourceText: Equatable {
    /// The line without its end.
    let text: String
    /// Whether the line goes on: an export may hold all its records on one.
    let isCut: Bool

    /// Bytes of a line that are shown.
    static let longest = 4000

    /// Finds lines in a file; line feeds, carriage returns and both together end one.
    ///
    /// - Parameters:
    ///   - numbers: numbers of the lines, from 1.
    ///   - bytes: content of the file.
    /// - Returns: the lines that are there; none of a file with binary content.
    static func lines(_ numbers: Set<Int>, of bytes: [UInt8]) -> [Int: SourceText] {
        guard !bytes.prefix(4096).contains(0) else { return [:] }
        var found: [Int: SourceText] = [:]
        var (number, start, place) = (1, 0, 0)
        func keep(_ end: Int) {
            guard numbers.contains(number) else { return }
            let shown = min(end, start + longest)
            found[number] = SourceText(
                text: String(decoding: bytes[start..<shown], as: UTF8.self),
                isCut: shown < end
            )
        }
        while place < bytes.count, found.count < numbers.count {
            if bytes[place] == 10 || bytes[place] == 13 {
                keep(place)
                if bytes[place] == 13, place + 1 < bytes.count, bytes[place + 1] == 10 {
                    place += 1
                }
                number += 1
                start = place + 1
            }
            place += 1
        }
        if place == bytes.count, start < bytes.count { keep(bytes.count) }
        return found
    }
}
