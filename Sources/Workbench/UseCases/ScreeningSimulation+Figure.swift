public import Figures
public import Screening

extension ScreeningSimulation {
    /// Recall over records screened, with the places at which stopping criteria would have stopped.
    ///
    /// - Parameter target: recall and confidence of the hypergeometric test.
    /// - Returns: the figure; priors are left out, as from all figures of a simulation.
    public func recallCurve(target: StoppingTarget = .standard) -> RecallCurvePlot {
        RecallCurvePlot(
            title: "Recall curve of a simulated screening",
            curves: [.init(name: model.rawValue, found: found)],
            records: found.count,
            relevant: found.count { $0 },
            stops: stops(target),
            notes: [
                "\(priors.count) records labelled beforehand are left out. The stops are those of "
                    + "criteria looked at after every record; see docs/stopping.md for how often they "
                    + "err."
            ]
        )
    }

    private func stops(_ target: StoppingTarget) -> [RecallCurvePlot.Stop] {
        var stops: [RecallCurvePlot.Stop] = []
        for length in [50, 100] {
            var inARow = 0
            for (place, isRelevant) in found.enumerated() {
                inARow = isRelevant ? 0 : inARow + 1
                if inARow == length {
                    stops.append(.init(name: "\(length) in a row", screened: place + 1))
                    break
                }
            }
        }
        if let screened = firstRefuted(target) {
            stops.append(.init(name: "hypergeometric test", screened: screened))
        }
        return stops
    }

    /// The first record at which the test refutes a recall below the target.
    ///
    /// Between two finds the evidence only grows, so the place is found by halving that stretch.
    private func firstRefuted(_ target: StoppingTarget) -> Int? {
        func isRefuted(_ screened: Int) -> Bool {
            let seen = try? ScreeningSequence(
                ranked: Array(found.prefix(screened)),
                total: found.count
            )
            return seen.map { RankedRecallTest($0, target: target).supportsTarget == true } ?? false
        }
        var start = 1
        for end in found.indices.filter({ found[$0] }) + [found.count] {
            if end >= start, isRefuted(end) {
                var (low, high) = (start, end)
                while low < high {
                    let middle = (low + high) / 2
                    if isRefuted(middle) { high = middle } else { low = middle + 1 }
                }
                return low
            }
            start = end + 1
        }
        return nil
    }
}
