/// A corner of a mean ROC curve.
public struct MeanROCPoint: Codable, Sendable, Equatable {
    /// Share of the cases without the event that are called positive.
    public var falsePositiveRate: Double
    /// Mean sensitivity of the readers at this rate.
    public var sensitivity: Double
}

extension ReaderStudy {
    /// The readers' ROC curves under a modality averaged at equal false-positive rates.
    ///
    /// The area under this curve is the mean of the readers' areas. Where a reader's curve rises
    /// straight up, both ends of the rise enter.
    ///
    /// - Parameter modality: place among ``modalities``.
    /// - Returns: corners from (0, 0) or above it to (1, 1).
    /// - Reference: Chen & Samuelson (2014), doi:10.1259/bjr.20140016.
    public func meanCurve(modality: Int) -> [MeanROCPoint] {
        let negatives = events.count { !$0 }
        // At each number of false positives the lower and upper end of the curves.
        var lower = [Double](repeating: 0, count: negatives + 1)
        var upper = lower
        var isCorner = [Bool](repeating: false, count: negatives + 1)
        for curve in ratings[modality] {
            let corners = curve.cornersByFalsePositives
            for (place, corner) in corners.enumerated() {
                lower[corner.falsePositives] += corner.lower
                upper[corner.falsePositives] += corner.upper
                isCorner[corner.falsePositives] = true
                guard place + 1 < corners.count else { continue }
                let next = corners[place + 1]
                let width = Double(next.falsePositives - corner.falsePositives)
                for step in (corner.falsePositives + 1)..<next.falsePositives {
                    let share = Double(step - corner.falsePositives) / width
                    let height = corner.upper + share * (next.lower - corner.upper)
                    lower[step] += height
                    upper[step] += height
                }
            }
        }
        let size = Double(readers.count)
        return (0...negatives).filter { isCorner[$0] }.flatMap { count in
            let rate = Double(count) / Double(negatives)
            let ends = lower[count] == upper[count] ? [lower[count]] : [lower[count], upper[count]]
            return ends.map { MeanROCPoint(falsePositiveRate: rate, sensitivity: $0 / size) }
        }
    }
}

extension CasePredictions {
    /// The lowest and highest sensitivity at each number of false positives that the curve attains.
    fileprivate var cornersByFalsePositives: [(falsePositives: Int, lower: Double, upper: Double)] {
        var corners = [(falsePositives: 0, lower: 0.0, upper: 0.0)]
        var (found, falsePositives) = (0, 0)
        for group in groups.reversed() {
            found += group.positives
            falsePositives += group.negatives
            let height = Double(found) / Double(positives)
            if corners[corners.count - 1].falsePositives == falsePositives {
                corners[corners.count - 1].upper = height
            } else {
                corners.append((falsePositives, height, height))
            }
        }
        return corners
    }
}
