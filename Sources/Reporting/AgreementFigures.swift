import Figures
import Review
import RiskOfBias
import Screening
import Statistics

extension Report {
    /// Agreement of the reviewers per stage; `nil` if no two voted on the same work.
    public var screeningAgreementFigure: ReportFigure? {
        let stages = stageAgreements.map(\.stage)
        let groups = stages.map { stage in
            let pairs = agreements.filter { $0.stage == stage }.compactMap { pair in
                pair.agreement.map { row("\(pair.first) and \(pair.second)", $0) }
            }
            return AgreementPlot.Group(heading: stage.title, rows: pairs)
        }.filter { !$0.rows.isEmpty }
        return figure(
            AgreementPlot(
                title: "Agreement of the reviewers",
                groups: groups,
                wording: .init(item: "Reviewers", subjects: "Works"),
                notes: [
                    "Votes before any conflict was settled: inclusion (or maybe) against exclusion. "
                        + Self.coefficientNote
                ]
            ),
            id: "agreement-screening"
        )
    }

    /// Agreement of the assessors on every item; `nil` if no two appraised the same subject.
    public var appraisalAgreementFigure: ReportFigure? {
        let pairs = assessorAgreements
        let parts = Set(pairs.flatMap(\.items).map(\.part))
        let groups = pairs.flatMap { pair in
            parts.sorted { ($0 ?? "") < ($1 ?? "") }.map { part in
                let people = "\(pair.first) and \(pair.second)"
                return AgreementPlot.Group(
                    heading: parts.count > 1 ? "\(people), \(part ?? "whole")" : people,
                    rows: pair.items.filter { $0.part == part }.compactMap { item in
                        item.agreement.map { row(name(ofItem: item), $0) }
                    }
                )
            }
        }.filter { !$0.rows.isEmpty }
        return figure(
            AgreementPlot(
                title: "Agreement of the assessors",
                groups: groups,
                notes: [
                    "Answers and judgements before any consensus; every answer is a category of its "
                        + "own. " + Self.coefficientNote
                ]
            ),
            id: "agreement-appraisal"
        )
    }

    private static let coefficientNote =
        "Intervals of 95 %. PABAK: prevalence- and bias-adjusted kappa; AC1: Gwet’s coefficient. "
        + "Dashed: agreement by chance. Open marks have no interval; κ is missing where both put all "
        + "into one category."

    private func figure(_ plot: AgreementPlot, id: String) -> ReportFigure? {
        plot.groups.isEmpty ? nil : ReportFigure(id: id, title: plot.title, svg: plot.render())
    }

    /// A domain by its name, since its number alone says little beside the questions.
    private func name(ofItem item: ItemAgreement) -> String {
        let domain = instrument?.domains.first {
            item.item == $0.id || item.item == $0.applicabilityID
        }
        switch item.scope {
        case .domain: return domain.map { "\(item.item) \($0.name)" } ?? item.item
        case .applicability:
            return domain.map { "\(item.item) \($0.name), applicability" } ?? item.item
        case .question, .overall: return item.item
        }
    }

    private func row(_ label: String, _ agreement: CategoricalAgreement) -> AgreementPlot.Row {
        AgreementPlot.Row(
            label: label,
            subjects: agreement.subjects,
            agreed: agreement.agreed,
            coefficients: [agreement.cohenKappa, agreement.pabak, agreement.gwetAC1].map { value in
                value.map { AgreementPlot.Coefficient($0) }
            }
        )
    }
}

extension AgreementPlot.Coefficient {
    /// A coefficient as drawn.
    fileprivate init(_ value: AgreementCoefficient) {
        var interval: ForestPlot.Interval?
        if let lower = value.ciLower, let upper = value.ciUpper {
            interval = ForestPlot.Interval(lower: lower, upper: upper)
        }
        self.init(estimate: value.estimate, interval: interval)
    }
}
