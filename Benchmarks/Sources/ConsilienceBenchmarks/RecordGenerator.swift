import Bibliography

/// Makes records as several databases would hold them, with known duplicates; the same for a seed.
struct RecordGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    private static let subjects = [
        "spinal metastases", "vertebral fractures", "pulmonary nodules", "breast lesions",
        "hepatic tumours", "prostate cancer", "knee osteoarthritis", "cerebral aneurysms",
        "retinal disease", "coronary stenosis", "renal masses", "thyroid nodules",
        "pancreatic cysts", "bone marrow oedema", "lymph nodes", "white matter lesions",
    ]
    private static let methods = [
        "Deep learning", "Radiomics", "A convolutional neural network", "Machine learning",
        "A transformer model", "Texture analysis", "An ensemble of classifiers",
        "Self-supervised learning", "Federated learning", "Gradient boosting",
    ]
    private static let tasks = [
        "detection", "segmentation", "classification", "grading", "survival prediction",
        "differentiation", "quantification", "triage",
    ]
    private static let settings = [
        "a multicentre study", "a retrospective cohort", "external validation in two hospitals",
        "a prospective evaluation", "comparison with radiologists", "a nationwide registry",
        "an emergency department", "low-dose protocols", "a feasibility study", "a pilot study",
    ]
    private static let families = [
        "Almeida", "Bauer", "Chen", "Dubois", "Eriksson", "Fischer", "García", "Huang", "Ito",
        "Jansen", "Kowalski", "Lindqvist", "Müller", "Novák", "O'Brien", "Petrov", "Quispe",
        "Rossi", "Şahin", "Tanaka", "Ueda", "van den Berg", "Wang", "Xu", "Yamamoto", "Zhang",
    ]
    private static let given = ["Anna", "Ben", "Carla", "David", "Emma", "Felix", "Gao", "Hana"]
    private static let journals = [
        ("European Radiology", "Eur Radiol"), ("Radiology", "Radiology"),
        ("Journal of Bone Oncology", "J Bone Oncol"), ("Scientific Reports", "Sci Rep"),
        ("Frontiers in Oncology", "Front Oncol"), ("Medical Physics", "Med Phys"),
        ("Academic Radiology", "Acad Radiol"), ("La Radiologia Medica", "Radiol Med"),
        ("BMC Medical Imaging", "BMC Med Imaging"), ("Insights into Imaging", "Insights Imaging"),
    ]

    /// Makes records; about 35 % of them repeat an earlier work as another database has it.
    ///
    /// - Returns: the records in random order, and the work of each.
    mutating func records(_ count: Int, abstractWords: Int) -> (records: [Record], works: [Int]) {
        var records: [Record] = []
        var works: [Int] = []
        var work = 0
        while records.count < count {
            let original = original(work, abstractWords: abstractWords)
            records.append(original)
            works.append(work)
            var copies = below(100) < 38 ? 1 + below(2) : 0
            while copies > 0, records.count < count {
                records.append(copy(of: original))
                works.append(work)
                copies -= 1
            }
            work += 1
        }
        for index in stride(from: count - 1, to: 0, by: -1) {
            let other = below(index + 1)
            records.swapAt(index, other)
            works.swapAt(index, other)
        }
        for index in records.indices {
            records[index].source = RecordSource(
                file: "generated",
                position: index + 1,
                line: index + 1
            )
        }
        return (records, works)
    }

    private mutating func original(_ work: Int, abstractWords: Int) -> Record {
        var record = Record(type: .article)
        let patients = 20 + below(4000)
        record.title =
            "\(pick(Self.methods)) for \(pick(Self.tasks)) of \(pick(Self.subjects)) in "
            + "\(patients) patients: \(pick(Self.settings))"
        for _ in 0..<(1 + below(7)) {
            record.authors.append(.person(family: pick(Self.families), given: pick(Self.given)))
        }
        record.year = 2005 + below(20)
        record.date = record.year.map(String.init)
        record.journal = Self.journals[below(Self.journals.count)].0
        record.volume = String(1 + below(90))
        record.issue = String(1 + below(12))
        let page = 1 + below(2000)
        record.pages = "\(page)-\(page + 4 + below(12))"
        record.doi = "10.\(1000 + below(9000))/gen.\(work)"
        record.pmid = String(10_000_000 + work)
        var words: [String] = []
        for _ in 0..<abstractWords { words.append(pick(pick2())) }
        if abstractWords > 0 { record.abstract = words.joined(separator: " ") }
        return record
    }

    private mutating func pick2() -> [String] {
        [Self.subjects, Self.methods, Self.tasks, Self.settings][below(4)]
    }

    /// The same work as another database writes it.
    private mutating func copy(of original: Record) -> Record {
        var record = original
        record.authors = original.authors.map { name in
            guard case .person(let family, let given) = name else { return name }
            return .person(family: family, given: given.map { String($0.prefix(1)) })
        }
        if let index = Self.journals.firstIndex(where: { $0.0 == original.journal }) {
            record.journal = Self.journals[index].1
        }
        record.title = original.title.map { below(2) == 0 ? $0.uppercased() : $0 + "." }
        if below(2) == 0 { record.pmid = nil }
        if below(3) == 0 { record.doi = nil }
        switch below(6) {
        case 0: record.issue = nil
        case 1: record.pages = original.pages.map { String($0.prefix { $0 != "-" }) }
        case 2: record.authors = Array(record.authors.prefix(3))
        case 3: record.abstract = nil
        default: break
        }
        return record
    }
}
