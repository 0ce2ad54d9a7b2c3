extension MatchedMarks {
    /// Faults of a rule.
    static func faults(of matching: LesionMatching) -> [DetectionFault] {
        switch matching {
        case .distance(let tolerance) where !(tolerance > 0 && tolerance.isFinite):
            [.invalidTolerance(tolerance)]
        case .overlap(let least) where !(least > 0 && least <= 1):
            [.invalidOverlap(least)]
        default: []
        }
    }

    /// Faults of the cases and truths.
    static func faults(
        _ cases: [String],
        _ truths: [LesionTruth],
        _ matching: LesionMatching,
        caseCount: Int
    ) -> [DetectionFault] {
        var faults: [DetectionFault] = []
        if caseCount == 0 {
            faults.append(.noCases)
        } else if truths.isEmpty {
            faults.append(.noLesions(cases: caseCount))
        }
        var known: Set<String> = []
        for name in cases where !known.insert(name).inserted {
            faults.append(.duplicateCase(caseName: name))
        }
        var first: [String: [LesionPlace: Int]] = [:]
        for (index, truth) in truths.enumerated() {
            let number = index + 1
            if !truth.place.isFinite {
                faults.append(.truthNotFinite(truth: number))
            } else if let earlier = first[truth.caseName]?[truth.place] {
                faults.append(
                    .duplicateTruth(truth: number, first: earlier, caseName: truth.caseName)
                )
            } else {
                first[truth.caseName, default: [:]][truth.place] = number
            }
            switch matching {
            case .radius:
                let radius = truth.radius ?? 0
                if !(radius > 0 && radius.isFinite) {
                    faults.append(.radiusMissing(truth: number))
                }
            case .overlap:
                if truth.extent?.isProper != true {
                    faults.append(.truthBoxMissing(truth: number))
                }
            case .distance: break
            }
        }
        return faults
    }

    /// Faults of the marks.
    static func faults(
        _ marks: [LesionMark],
        _ matching: LesionMatching,
        isKnown: (String) -> Bool
    ) -> [DetectionFault] {
        var faults: [DetectionFault] = []
        for (index, mark) in marks.enumerated() {
            let number = index + 1
            if !isKnown(mark.caseName) {
                faults.append(.unknownCase(mark: number, caseName: mark.caseName))
            }
            if !mark.score.isFinite {
                faults.append(.scoreNotFinite(mark: number, score: "\(mark.score)"))
            }
            if !mark.place.isFinite { faults.append(.markNotFinite(mark: number)) }
            if case .overlap = matching, mark.extent?.isProper != true {
                faults.append(.markBoxMissing(mark: number))
            }
        }
        return faults
    }
}
