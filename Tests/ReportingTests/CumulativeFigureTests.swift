import Review
import Testing

@testable import Reporting

@Suite("Cumulative forest of the report")
struct CumulativeFigureTests {
    private func report(_ aucs: [(year: Int?, auc: Double)]) -> Report {
        var plan = ReviewProtocol(title: "T")
        plan.analyses = [AnalysisPlan(id: "auc", title: "AUC", measure: .auc)]
        var studies: [Study] = []
        var rows: [Evaluation] = []
        for (index, entry) in aucs.enumerated() {
            var study = Study(id: "S\(index + 1)", reports: [], line: index + 2)
            study.year = entry.year
            studies.append(study)
            var row = Evaluation(study: study.id, stage: .external, line: index + 2)
            row.values[.auc] = entry.auc
            row.aucStandardError = 0.03
            rows.append(row)
        }
        return Report(
            SyntheticReview.input([
                .protocolSet(plan),
                .studiesRecorded(Sheet(file: "s.csv", sha256: "", rows: studies)),
                .evaluationsRecorded(Sheet(file: "e.csv", sha256: "", rows: rows)),
            ])
        )
    }

    @Test func studiesAreAddedByYearAndTheLastRowIsThePool() throws {
        let report = report([(2022, 0.9), (nil, 0.7), (2018, 0.8), (2020, 0.85)])
        let figure = try #require(report.cumulativeFigure(0))
        #expect(figure.path == "figures/cumulative-auc.svg")
        let order = ["+ S3", "+ S4", "+ S1", "+ S2"].map { figure.svg.firstRange(of: $0) }
        let places = order.compactMap { $0?.lowerBound }
        #expect(places.count == 4)
        #expect(places == places.sorted())
        let pooled = try #require(report.results.first?.stages.first?.pooled)
        let printed = NumberText.fixed(pooled.estimate, decimals: 3)
        let last = try #require(places.last)
        #expect(figure.svg[last...].contains(printed))
        #expect(report.files.contains { $0.path == figure.path })
        #expect(report.page.contains("The pool as studies were added"))
    }

    @Test func twoEvaluationsAreTooFew() {
        #expect(report([(2018, 0.8), (2019, 0.9)]).cumulativeFigures.isEmpty)
    }
}
