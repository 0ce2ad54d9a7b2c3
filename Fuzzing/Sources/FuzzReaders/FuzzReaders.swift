import BibliographicFormats
import Bibliography
import Foundation

private let formatName = ProcessInfo.processInfo.environment["FUZZ_FORMAT"]

/// The format that `FUZZ_FORMAT` names; without it the readers find the format themselves.
private let format: BibliographicFormat? = {
    guard let name = formatName else { return nil }
    guard let format = BibliographicFormat(rawValue: name) else {
        preconditionFailure("FUZZ_FORMAT: no format '\(name)'")
    }
    return format
}()

/// What libFuzzer calls with each input: reads it, and checks what must hold of any input.
///
/// - Returns: 0; a broken promise is a trap, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if formatName == "label-map" {
        checkLabelMap(bytes)
        return 0
    }
    guard let whole = try? readRecords(bytes, fileName: "fuzz", format: format) else { return 0 }
    let report = whole.report
    precondition(report.recordsRead == whole.records.count, "records are miscounted")
    precondition(report.recordsFound >= report.recordsRead, "more records read than found")
    checkBlocks(bytes, whole)
    checkRoundTrip(whole.records)
    return 0
}

/// A file in blocks gives what the whole file gives.
private func checkBlocks(_ bytes: [UInt8], _ whole: ReadResult) {
    let blocks = stride(from: 0, to: bytes.count, by: 37).map { start in
        Array(bytes[start..<min(bytes.count, start + 37)])
    }
    var census = TextCensus()
    for block in blocks { census.add(block) }
    var records: [Record] = []
    var stream: RecordStream
    do {
        stream = try RecordStream(fileName: "fuzz", format: whole.report.format, census: census)
        for block in blocks { records += try stream.read(block) }
        records += try stream.finish()
    } catch {
        preconditionFailure("read as a whole, but not in blocks: \(error)")
    }
    precondition(records == whole.records, "blocks give other records")
}

/// What was read can be written and read again.
private func checkRoundTrip(_ records: [Record]) {
    do {
        let written = try writeRecords(records, as: .json)
        let again = try readRecords(written, fileName: "fuzz", format: .json)
        precondition(records.isEmpty || again.records == records, "JSON gives other records")
    } catch {
        precondition(records.isEmpty, "JSON cannot be read back: \(error)")
    }
}
