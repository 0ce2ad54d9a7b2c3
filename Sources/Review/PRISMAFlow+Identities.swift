extension PRISMAFlow {
    /// An equation between the boxes that does not hold.
    public struct BrokenIdentity: Sendable, Equatable, Codable, CustomStringConvertible {
        /// The equation in words.
        public var name: String
        /// Value of the left side.
        public var left: Int
        /// Value of the right side.
        public var right: Int

        /// `records screened = …: 12 is not 13`.
        public var description: String { "\(name): \(left) against \(right)" }
    }

    /// The identities of the flow diagram that do not hold, in the order of the diagram.
    ///
    /// An identity is checked where its left side and at least one term of its right side are known;
    /// a box that is left out counts as 0. Records and reports whose assessment is still open count
    /// as their own term, so the identities hold at every moment of a review. A flow derived from a
    /// journal never breaks one; counts typed by hand may.
    public var brokenIdentities: [BrokenIdentity] {
        var broken: [BrokenIdentity] = []
        func check(_ name: String, _ left: Int?, _ terms: [Int?], minus: [Int?] = []) {
            guard let left, terms.contains(where: { $0 != nil }) else { return }
            let right =
                terms.reduce(0) { $0 + ($1 ?? 0) } - minus.reduce(0) { $0 + ($1 ?? 0) }
            if left != right { broken.append(BrokenIdentity(name: name, left: left, right: right)) }
        }
        func sum(_ parts: [Part]) -> Int? {
            parts.isEmpty ? nil : parts.reduce(0) { $0 + $1.count }
        }
        check("records from databases = sum over databases", databaseTotal, [sum(databases)])
        check("records from registers = sum over registers", registerTotal, [sum(registers)])
        check(
            "records screened = identified - duplicates - automatic - other reasons - awaiting",
            screened,
            [identified],
            minus: [duplicates, excludedAutomatic, excludedOther, awaitingScreening]
        )
        check("reports sought = screened - excluded", reports.sought, [screened], minus: [excluded])
        checkReports(reports, arm: "", check)
        if let otherReports {
            checkReports(otherReports, arm: " (other methods)", check)
        }
        let assessed = [reports.assessed, otherReports?.assessed]
        check(
            "included reports = assessed - excluded",
            newReports,
            assessed,
            minus: [reports.excludedTotal, otherReports?.excludedTotal]
        )
        if previousStudies != nil || previousReports != nil {
            check("total studies = previous + new", totalStudies, [previousStudies, newStudies])
            check("total reports = previous + new", totalReports, [previousReports, newReports])
        }
        if let studiesInMetaAnalysis, let included = totalStudies ?? newStudies,
            studiesInMetaAnalysis > included
        {
            broken.append(
                BrokenIdentity(
                    name: "studies in the meta-analysis <= included studies",
                    left: studiesInMetaAnalysis,
                    right: included
                )
            )
        }
        return broken
    }

    private func checkReports(
        _ reports: Reports,
        arm: String,
        _ check: (String, Int?, [Int?], [Int?]) -> Void
    ) {
        check(
            "reports assessed = sought - not retrieved - awaiting" + arm,
            reports.assessed,
            [reports.sought],
            [reports.notRetrieved, reports.awaiting]
        )
    }
}
