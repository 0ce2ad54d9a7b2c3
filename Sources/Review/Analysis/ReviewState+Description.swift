public import RiskOfBias

/// A share of the studies, with the patients behind it.
public struct StudyShare: Sendable, Equatable, Codable {
    /// What the studies have in common.
    public var label: String
    /// Number of studies.
    public var studies: Int
    /// Patients of the studies that state their number.
    public var patients: Int
    /// Studies that state their number of patients.
    public var studiesWithPatients: Int
}

/// Studies of one year, by modality.
public struct YearCount: Sendable, Equatable, Codable {
    /// Year; `nil` where it is not known.
    public var year: Int?
    /// Number of studies by modality, in the order of `StudyDescription.modalities`.
    public var counts: [Int]
}

/// What the included studies are.
public struct StudyDescription: Sendable, Equatable, Codable {
    /// All studies.
    public var all: StudyShare
    /// Studies by imaging modality, largest first.
    public var modalities: [StudyShare]
    /// Studies by task of the model, largest first.
    public var tasks: [StudyShare]
    /// Studies by family of the model, largest first.
    public var modelFamilies: [StudyShare]
    /// Studies that name a primary tumour, by tumour; a study may count under several.
    public var primaryTumours: [StudyShare]
    /// Studies that name any primary tumour.
    public var studiesWithTumours: Int
    /// Studies per year.
    public var years: [YearCount]
}

extension ReviewState {
    /// Describes the included studies.
    public var studyDescription: StudyDescription {
        let rows = studies.map(\.row)
        let modalities = shares(rows) { [$0.modality ?? Self.notStated] }
        let named = rows.filter { !$0.primaryTumours.isEmpty }
        let labels = modalities.map(\.label)
        let perYear = Dictionary(grouping: rows, by: \.year)
        let known = perYear.keys.compactMap { $0 }
        var years: [YearCount] = []
        if let first = known.min(), let last = known.max() {
            for year in first...last {
                years.append(Self.count(perYear[year] ?? [], year: year, labels: labels))
            }
        }
        if let undated = perYear[nil] {
            years.append(Self.count(undated, year: nil, labels: labels))
        }
        return StudyDescription(
            all: share("all studies", rows),
            modalities: modalities,
            tasks: shares(rows) { [$0.task ?? Self.notStated] },
            modelFamilies: shares(rows) { [$0.modelFamily ?? Self.notStated] },
            primaryTumours: shares(named) { $0.primaryTumours },
            studiesWithTumours: named.count,
            years: years
        )
    }

    /// The appraisals of the studies with the protocol's instrument.
    public var appraisals: [Appraisal] {
        guard let instrument = reviewProtocol?.appraisalInstrument else { return [] }
        return appraise(appraisalAnswers.map(\.row), instrument: instrument)
    }

    private static let notStated = "not stated"

    private static func count(_ rows: [Study], year: Int?, labels: [String]) -> YearCount {
        YearCount(
            year: year,
            counts: labels.map { label in
                rows.count { ($0.modality ?? notStated) == label }
            }
        )
    }

    private func share(_ label: String, _ rows: [Study]) -> StudyShare {
        let sizes = rows.compactMap(\.patients)
        return StudyShare(
            label: label,
            studies: rows.count,
            patients: sizes.reduce(0, +),
            studiesWithPatients: sizes.count
        )
    }

    private func shares(_ rows: [Study], by labels: (Study) -> [String]) -> [StudyShare] {
        var groups: [String: [Study]] = [:]
        for row in rows {
            for label in Set(labels(row)) { groups[label, default: []].append(row) }
        }
        return groups.map { share($0.key, $0.value) }
            .sorted { ($1.studies, $0.label) < ($0.studies, $1.label) }
    }
}
