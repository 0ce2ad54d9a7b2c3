import Foundation

/// A payload that this program cannot read.
public enum EventCodingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Written by a newer program.
    case newer(sequence: Int, kind: String, version: Int, supported: Int)
    /// Of a kind that this program does not know.
    case unknownKind(sequence: Int, kind: String)
    /// The text is not what the kind promises.
    case malformed(sequence: Int, kind: String, what: String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .newer(let sequence, let kind, let version, let supported):
            "event \(sequence) (\(kind)) has version \(version); this program reads up to "
                + "\(supported): open the review with a newer Consilience"
        case .unknownKind(let sequence, let kind):
            "event \(sequence) is of the kind '\(kind)', which this program does not know: "
                + "open the review with a newer Consilience"
        case .malformed(let sequence, let kind, let what):
            "event \(sequence) (\(kind)) cannot be read: \(what)"
        }
    }
}

extension EventPayload {
    /// Newest version of the payloads of a kind that this program writes; it reads all up to this one.
    public static func newestVersion(ofKind kind: String) -> Int {
        switch kind {
        case "protocol-set", "studies-recorded", "evaluations-recorded", "extraction-drafted": 2
        default: 1
        }
    }

    /// Version in which the payload is written: the oldest that says all of it, so that older programs
    /// read what they can understand and refuse the rest.
    ///
    /// Version 2 has cohorts of evaluations and the protocol's own fields. A program that knows neither
    /// would take two cohorts for one evaluation.
    public var version: Int {
        switch self {
        case .protocolSet(let value): value.extractionFields.isEmpty ? 1 : 2
        case .studiesRecorded(let sheet): sheet.rows.contains { !$0.fields.isEmpty } ? 2 : 1
        case .evaluationsRecorded(let sheet): sheet.rows.contains(where: \.isOfVersion2) ? 2 : 1
        case .extractionDrafted(let draft):
            !draft.study.fields.isEmpty || !draft.parts.isEmpty
                || draft.evaluations.contains(where: \.isOfVersion2) ? 2 : 1
        default: 1
        }
    }

    /// Name of the kind in the journal.
    public var kind: String {
        switch self {
        case .protocolSet: "protocol-set"
        case .searchImported: "search-imported"
        case .duplicatesResolved: "duplicates-resolved"
        case .pairsJudged: "pairs-judged"
        case .decisionsRecorded: "decisions-recorded"
        case .decisionCast: "decision-cast"
        case .remarkMade: "remark-made"
        case .assignmentsRecorded: "assignments-recorded"
        case .assignmentsDrawn: "assignments-drawn"
        case .calibrationDrawn: "calibration-drawn"
        case .screeningClosed: "screening-closed"
        case .fullTextAttached: "full-text-attached"
        case .studiesRecorded: "studies-recorded"
        case .evaluationsRecorded: "evaluations-recorded"
        case .partsRecorded: "parts-recorded"
        case .extractionDrafted: "extraction-drafted"
        case .appraisalsRecorded: "appraisals-recorded"
        case .undone: "undone"
        }
    }

    /// The payload as canonical JSON: keys sorted, no white space, UTF-8.
    ///
    /// - Throws: `EncodingError` if a number is not finite.
    public func canonicalJSON() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data =
            switch self {
            case .protocolSet(let value): try encoder.encode(value)
            case .searchImported(let value): try encoder.encode(value)
            case .duplicatesResolved(let value): try encoder.encode(value)
            case .pairsJudged(let value): try encoder.encode(value)
            case .decisionsRecorded(let value): try encoder.encode(value)
            case .decisionCast(let value): try encoder.encode(value)
            case .remarkMade(let value): try encoder.encode(value)
            case .assignmentsRecorded(let value): try encoder.encode(value)
            case .assignmentsDrawn(let value): try encoder.encode(value)
            case .calibrationDrawn(let value): try encoder.encode(value)
            case .screeningClosed(let value): try encoder.encode(value)
            case .fullTextAttached(let value): try encoder.encode(value)
            case .studiesRecorded(let value): try encoder.encode(value)
            case .evaluationsRecorded(let value): try encoder.encode(value)
            case .partsRecorded(let value): try encoder.encode(value)
            case .extractionDrafted(let value): try encoder.encode(value)
            case .appraisalsRecorded(let value): try encoder.encode(value)
            case .undone(let value): try encoder.encode(value)
            }
        return String(decoding: data, as: UTF8.self)
    }

    /// Reads a payload back.
    ///
    /// - Parameters:
    ///   - kind: name of the kind.
    ///   - version: version the payload was written in.
    ///   - json: canonical JSON.
    ///   - sequence: sequence number, for the message of a fault.
    /// - Throws: `.newer`, `.unknownKind`, `.malformed`.
    public init(
        kind: String,
        version: Int,
        json: String,
        sequence: Int
    ) throws(EventCodingError) {
        let newest = Self.newestVersion(ofKind: kind)
        guard version <= newest else {
            throw .newer(
                sequence: sequence,
                kind: kind,
                version: version,
                supported: newest
            )
        }
        let data = Data(json.utf8)
        do {
            let decoder = JSONDecoder()
            switch kind {
            case "protocol-set":
                self = .protocolSet(try decoder.decode(ReviewProtocol.self, from: data))
            case "search-imported":
                self = .searchImported(try decoder.decode(SearchImport.self, from: data))
            case "duplicates-resolved":
                self = .duplicatesResolved(
                    try decoder.decode(DuplicateResolution.self, from: data)
                )
            case "pairs-judged":
                self = .pairsJudged(try decoder.decode(Sheet.self, from: data))
            case "decisions-recorded":
                self = .decisionsRecorded(try decoder.decode(Sheet.self, from: data))
            case "decision-cast":
                self = .decisionCast(try decoder.decode(CastDecision.self, from: data))
            case "remark-made":
                self = .remarkMade(try decoder.decode(Remark.self, from: data))
            case "assignments-recorded":
                self = .assignmentsRecorded(try decoder.decode(Sheet.self, from: data))
            case "assignments-drawn":
                self = .assignmentsDrawn(try decoder.decode(AssignmentDraw.self, from: data))
            case "calibration-drawn":
                self = .calibrationDrawn(try decoder.decode(CalibrationRound.self, from: data))
            case "screening-closed":
                self = .screeningClosed(try decoder.decode(ScreeningClosure.self, from: data))
            case "full-text-attached":
                self = .fullTextAttached(try decoder.decode(FullTextAttachment.self, from: data))
            case "studies-recorded":
                self = .studiesRecorded(try decoder.decode(Sheet.self, from: data))
            case "evaluations-recorded":
                self = .evaluationsRecorded(try decoder.decode(Sheet.self, from: data))
            case "parts-recorded":
                self = .partsRecorded(try decoder.decode(Sheet.self, from: data))
            case "extraction-drafted":
                self = .extractionDrafted(try decoder.decode(ExtractionDraft.self, from: data))
            case "appraisals-recorded":
                self = .appraisalsRecorded(try decoder.decode(Sheet.self, from: data))
            case "undone":
                self = .undone(try decoder.decode(Undo.self, from: data))
            default:
                throw EventCodingError.unknownKind(sequence: sequence, kind: kind)
            }
        } catch let error as EventCodingError {
            throw error
        } catch {
            throw .malformed(sequence: sequence, kind: kind, what: "\(error)")
        }
    }
}

extension Evaluation {
    fileprivate var isOfVersion2: Bool { cohort != nil || !fields.isEmpty }
}
