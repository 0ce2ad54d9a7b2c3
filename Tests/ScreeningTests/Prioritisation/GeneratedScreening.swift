import Statistics

@testable import Screening

/// Records about a handful of subjects, some of which are relevant; the same for the same seed.
struct GeneratedScreening {
    var documents: [ScreeningDocument] = []
    var isRelevant: [Bool] = []

    private static let subjects = [
        "spine metastasis imaging detection network", "opioid pain trial randomised placebo",
        "software review mapping engineering survey", "statin cholesterol heart prevention cohort",
        "insulin diabetes glucose pump adolescents", "depression therapy sleep adults scale",
    ]
    private static let fillers =
        "patients study results methods conclusion background analysis group data time years"

    /// Makes records; the relevant ones are those about the first subject.
    init(_ count: Int, relevant: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let subjects = Self.subjects.map { $0.split(separator: " ").map(String.init) }
        let fillers = Self.fillers.split(separator: " ").map(String.init)
        let places = Set((0..<count).shuffled(using: &generator).prefix(relevant))
        for number in 0..<count {
            let isHit = places.contains(number)
            let subject = isHit ? 0 : Int.random(in: 1..<subjects.count, using: &generator)
            func sentence(_ words: Int) -> String {
                (0..<words).map { _ in
                    switch Int.random(in: 0..<10, using: &generator) {
                    case 0..<3: subjects[subject].randomElement(using: &generator) ?? ""
                    case 3: subjects.randomElement(using: &generator)?.first ?? ""
                    case 4: "term\(Int.random(in: 0..<400, using: &generator))"
                    default: fillers.randomElement(using: &generator) ?? ""
                    }
                }
                .joined(separator: " ")
            }
            documents.append(
                ScreeningDocument(title: sentence(7), abstract: number % 9 == 0 ? "" : sentence(30))
            )
            isRelevant.append(isHit)
        }
    }

    /// One relevant and one irrelevant record.
    var priors: [Int] {
        [isRelevant.firstIndex(of: true), isRelevant.firstIndex(of: false)].compactMap { $0 }
    }
}
