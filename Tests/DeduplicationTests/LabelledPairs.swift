import Bibliography

/// What two records are to each other.
enum Relation: String {
    /// One work, and the program must say so.
    case same
    /// Two works, or too little to tell: never merged.
    case apart
    /// Not merged, and shown to a person.
    case review
}

/// Two records of our own making with their relation.
struct LabelledPair: CustomStringConvertible {
    var id: String
    var relation: Relation
    var left: Record
    var right: Record
    var description: String { id }
}

/// Writes a record in one line: `title; authors; year; journal; volume; issue; pages; doi; pmid`.
///
/// Fields are divided by " | "; authors by " / ", each "Family, Given"; an empty field is absent.
func record(_ line: String, type: RecordType = .article) -> Record {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").joined(separator: " ")
    }
    func field(_ index: Int) -> String? {
        index < fields.count && !fields[index].isEmpty ? fields[index] : nil
    }
    var record = Record(type: type)
    record.title = field(0)
    record.authors = (field(1) ?? "").split(separator: "/").map { name in
        let parts = name.split(separator: ",", maxSplits: 1).map {
            $0.split(separator: " ").joined(separator: " ")
        }
        return parts.count == 2
            ? .person(family: parts[0], given: parts[1]) : .literal(parts.first ?? "")
    }
    record.year = field(2).flatMap { Int($0) }
    record.journal = field(3)
    record.volume = field(4)
    record.issue = field(5)
    record.pages = field(6)
    record.doi = field(7)
    record.pmid = field(8)
    return record
}

private func pair(
    _ id: String,
    _ relation: Relation,
    _ left: String,
    _ right: String,
    _ change: (inout Record, inout Record) -> Void = { _, _ in }
) -> LabelledPair {
    var pair = LabelledPair(id: id, relation: relation, left: record(left), right: record(right))
    change(&pair.left, &pair.right)
    return pair
}

/// One work as different databases write it.
let samePairs: [LabelledPair] = [
    pair(
        "journal abbreviated, initials, short page range",
        .same,
        "Deep learning for detecting spinal metastases on MRI | Müller, Hans Peter / Sørensen, Åse | 2021 | European Radiology | 31 | 4 | 2210-2218",
        "Deep learning for detecting spinal metastases on MRI. | Mueller HP / Sorensen A | 2021 | Eur Radiol | 31 | 4 | 2210-8"
    ),
    pair(
        "contracted journal name, shouted title",
        .same,
        "Oxygen saturation targets in neonatal care | Cole, Ann / Wright, Kim | 2014 | Proceedings of the National Academy of Sciences of the United States of America | 111 | 7 | 3042-7",
        "OXYGEN SATURATION TARGETS IN NEONATAL CARE | Cole A. / Wright K. | 2014 | Proc Natl Acad Sci U S A | 111 | 7 | 3042-3047"
    ),
    pair(
        "Greek letters, HTML, language note",
        .same,
        "Effect of <i>TNF-α</i> blockade on H<sub>2</sub>O balance in elderly mice [German] | Köhler, B | 1998 | Zeitschrift fur Biologie | 12 | | 33-41",
        "Effect of TNF-alpha blockade on H2O balance in elderly mice | Koehler B. | 1998 | Z Biol | 12 | 2 | 33-41"
    ),
    pair(
        "erratum note behind the article",
        .same,
        "Statin use and cognitive decline in later life [Erratum appears in Age Ageing. 2012;41:5] | Ward, P / Hill, T | 2011 | Age and Ageing | 40 | 6 | 701-706",
        "Statin use and cognitive decline in later life | Ward P. / Hill T. | 2011 | Age Ageing | 40 | 6 | 701-6"
    ),
    pair(
        "early access and final issue",
        .same,
        "Calibration of prediction models under distribution shift in radiology | Adams, J / Baker, K / Clark, L | 2022 | Medical Image Analysis | | | | 10.1016/j.media.2022.999001",
        "Calibration of prediction models under distribution shift in radiology | Adams, Jane / Baker, Kim / Clark, Lou | 2023 | Med Image Anal | 83 | | 102650 | 10.1016/j.media.2022.999001"
    ),
    pair(
        "early access without DOI",
        .same,
        "Calibration of prediction models under distribution shift in radiology | Adams, J / Baker, K / Clark, L | 2022 | Medical Image Analysis",
        "Calibration of prediction models under distribution shift in radiology | Adams, Jane / Baker, Kim / Clark, Lou | 2023 | Med Image Anal | 83 | | 102650"
    ),
    pair(
        "given and family name swapped",
        .same,
        "Radiomics signature predicts survival in osteosarcoma patients | Wei, Zhang / Ming, Li | 2019 | Bone | 120 | | 55-61",
        "Radiomics signature predicts survival in osteosarcoma patients | Zhang, Wei / Li, Ming | 2019 | Bone | 120 | | 55-61"
    ),
    pair(
        "double family name and truncated list",
        .same,
        "Vertebral fracture assessment by convolutional networks | García López, María / Ruiz, Ana / Soto, Luis / Vidal, Eva | 2020 | Osteoporosis International | 31 | 8 | 1500-1509",
        "Vertebral fracture assessment by convolutional networks | Garcia M. / Ruiz A. / Soto L. / et al | 2020 | Osteoporos Int | 31 | | 1500-9"
    ),
    pair(
        "all authors in one field, no place",
        .same,
        "Trust and reputation in peer lending platforms across countries | Novak, Petra / Kral, Jan / Vesely, Ota | 2016 | Journal of Economic Trust | 9 | 1 | 5-19",
        "Trust and reputation in peer lending platforms across countries | P. Novak, J. Kral, O. Vesely | 2016"
    ),
    pair(
        "hyphens, British spelling, a slip",
        .same,
        "Follow-up of tumour haemorrhage after radiotherapy of brain metastases | Stone, R / Field, Q | 2009 | Clin Oncol | 21 | 3 | 200-5",
        "Followup of tumor hemorrhage after radiotherapy of brain metastasis | Stone R. / Field Q. | 2009 | Clinical Oncology | 21 | 3 | 200-205"
    ),
    pair(
        "same DOI, title with classification codes behind it",
        .same,
        "Copper surfaces in intensive care units: a cluster trial 11 Medical Sciences 1117 | Ray, A / Sen, B | 2018 | Antimicrob Resist | 7 | 1 | | 10.1186/s00001-018-1",
        "Copper surfaces in intensive care units: a cluster trial | Ray, A / Sen, B | 2018 | Antimicrob Resist | 7 | | 3 | 10.1186/s00001-018-1"
    ),
    pair(
        "wrong DOI in one database",
        .same,
        "Serum ferritin and outcome in septic shock: a cohort study | Lund, E / Berg, F | 2015 | Shock | 44 | 2 | 120-126 | 10.1097/shk.0000000000000001",
        "Serum ferritin and outcome in septic shock: a cohort study | Lund, E / Berg, F | 2015 | Shock | 44 | 2 | 120-6 | 10.1097/shk.0000000000000777"
    ),
    pair(
        "translated title, same place and authors",
        .same,
        "Früherkennung von Wirbelmetastasen mittels neuronaler Netze | Kern, Max / Vogt, Ida / Beck, Udo | 2018 | Der Radiologe | 58 | 5 | 410-419 | 10.1007/s00117-018-1",
        "[Early detection of vertebral metastases with neural networks] | Kern M / Vogt I / Beck U | 2018 | Radiologe | 58 | 5 | 410-419 | 10.1007/s00117-018-1"
    ),
    pair(
        "retracted article stays the article",
        .same,
        "RETRACTED: Curcumin prevents fracture in diabetic rats | Shah, N / Jain, V | 2013 | Bone Reports | 4 | | 12-19",
        "Curcumin prevents fracture in diabetic rats | Shah N / Jain V | 2013 | Bone Rep | 4 | | 12-9"
    ),
    pair(
        "amended Cochrane review within a year",
        .same,
        "Prophylactic phototherapy for preterm infants | Okwun, B / Grieve, A | 2011 | Cochrane Database Syst Rev | | 1 | CD007966 | 10.1002/14651858.cd007966.pub2",
        "Prophylactic phototherapy for preterm infants | Okwun, B / Grieve, A | 2012 | Cochrane Database of Systematic Reviews | | 1 | CD007966 | 10.1002/14651858.cd007966.pub3"
    ),
]

/// Works that look alike.
let hardNegatives: [LabelledPair] = [
    pair(
        "parts I and II",
        .apart,
        "Prognostic models in oncology. Part I: development | Fox, A / Lee, B | 2017 | J Clin Epidemiol | 82 | | 10-19",
        "Prognostic models in oncology. Part II: validation | Fox, A / Lee, B | 2017 | J Clin Epidemiol | 82 | | 20-31"
    ),
    pair(
        "parts without place",
        .apart,
        "Prognostic models in oncology part 1 | Fox, A / Lee, B | 2017 | J Clin Epidemiol",
        "Prognostic models in oncology part 2 | Fox, A / Lee, B | 2017 | J Clin Epidemiol"
    ),
    pair(
        "parts A and B",
        .apart,
        "Imaging atlas of the lumbar spine, part A | Fox, A / Lee, B | 2017 | Spine Atlas",
        "Imaging atlas of the lumbar spine, part B | Fox, A / Lee, B | 2017 | Spine Atlas"
    ),
    pair(
        "yearly reports",
        .apart,
        "Annual report of the national joint registry 2014 | Rowe, T / Dunn, S | 2015 | Registry Reports",
        "Annual report of the national joint registry 2015 | Rowe, T / Dunn, S | 2016 | Registry Reports"
    ),
    pair(
        "yearly minitrack introduction without years",
        .apart,
        "Introduction to the minitrack on digital health platforms | Rowe, T / Dunn, S | | Hawaii Conference on Systems",
        "Introduction to the minitrack on digital health platforms | Rowe, T / Dunn, S | | Hawaii Conference on Systems"
    ),
    pair(
        "erratum and article",
        .apart,
        "Erratum: Vitamin D and falls in nursing homes | Day, M / Knight, L | 2012 | J Gerontol | 67 | 9 | 999",
        "Vitamin D and falls in nursing homes | Day, M / Knight, L | 2012 | J Gerontol | 67 | 3 | 301-308"
    ),
    pair(
        "Web of Science erratum",
        .apart,
        "Vitamin D and falls in nursing homes (vol 67, pg 301, 2012) | Day, M / Knight, L | 2012 | J Gerontol | 67 | 9 | 999",
        "Vitamin D and falls in nursing homes | Day, M / Knight, L | 2012 | J Gerontol | 67 | 3 | 301-308"
    ),
    pair(
        "comment on an article, same DOI by mistake",
        .apart,
        "Comment on: Vitamin D and falls in nursing homes | Neel, O | 2013 | J Gerontol | 68 | 1 | 12 | 10.1093/gerona/1",
        "Vitamin D and falls in nursing homes | Day, M / Knight, L | 2012 | J Gerontol | 67 | 3 | 301-308 | 10.1093/gerona/1"
    ),
    pair(
        "authors' reply",
        .apart,
        "Vitamin D and falls in nursing homes: reply | Day, M / Knight, L | 2012 | J Gerontol | 67 | 9 | 999-1000",
        "Vitamin D and falls in nursing homes | Day, M / Knight, L | 2012 | J Gerontol | 67 | 3 | 301-308"
    ),
    pair(
        "one abstract at two meetings",
        .review,
        "Gait training after stroke improves balance: pilot data | Ito, K / Abe, M / Mori, T | 2010 | Stroke | 41 | 7 | e505",
        "Gait training after stroke improves balance: pilot data | Ito, K / Abe, M / Mori, T | 2010 | Int J Rehabil Res | 33 | 2 | S42"
    ),
    pair(
        "same abstract number in two meetings",
        .apart,
        "Inflammatory markers in early psoriasis | Ito, K / Abe, M | 2010 | Br J Dermatol | 162 | | P112",
        "Keratin expression in late psoriasis | Ito, K / Abe, M | 2011 | Br J Dermatol | 164 | | P112"
    ),
    pair(
        "two abstracts on one page of a supplement under one DOI",
        .apart,
        "Exenatide protects the endothelium of obese rats | Kim, S / Park, J | 2014 | Diabetologia | 57 | S1 | S373 | 10.1007/s00125-014-3355-0",
        "Sitagliptin lowers blood pressure in obese rats | Kim, S / Choi, H | 2014 | Diabetologia | 57 | S1 | S373 | 10.1007/s00125-014-3355-0"
    ),
    pair(
        "conference abstract and later article",
        .review,
        "Machine learning predicts vertebral collapse after radiotherapy | Roy, A / Das, B / Pal, C | 2018 | Int J Radiat Oncol | 102 | 3 | e55",
        "Machine learning predicts vertebral collapse after radiotherapy | Roy, A / Das, B / Pal, C | 2019 | Radiother Oncol | 133 | | 88-95"
    ),
    pair(
        "update of a Cochrane review",
        .review,
        "Exercise for preventing falls in older people living in the community | Gill, L / Rob, M | 2009 | Cochrane Database Syst Rev | | 2 | CD007146 | 10.1002/14651858.cd007146.pub2",
        "Exercise for preventing falls in older people living in the community | Gill, L / Rob, M / Sher, C | 2012 | Cochrane Database Syst Rev | | 9 | CD007146 | 10.1002/14651858.cd007146.pub3"
    ),
    pair(
        "preprint and article",
        .review,
        "Foundation models for whole spine segmentation in computed tomography | Hahn, U / Kuhn, V | 2023 | medRxiv | | | | 10.1101/2023.01.01.23284000",
        "Foundation models for whole spine segmentation in computed tomography | Hahn, U / Kuhn, V | 2023 | Radiology | 307 | 2 | e220001 | 10.1148/radiol.220001"
    ),
    pair(
        "two PubMed records",
        .apart,
        "Editorial | Grey, H | 2005 | BMJ | 330 | 7493 | 683 | | 15790617",
        "Editorial | Grey, H | 2005 | BMJ | 330 | 7494 | 740 | | 15800000"
    ),
    pair(
        "book reviews in one issue",
        .apart,
        "Book review | | 1995 | Eur J Inf Syst | 4 | 2",
        "Book review | | 1995 | Eur J Inf Syst | 4 | 2"
    ),
    pair(
        "same title, other people",
        .apart,
        "Artificial intelligence in radiology | Ames, R / Cho, D | 2018 | Clin Radiol",
        "Artificial intelligence in radiology | Voss, P / Lang, E | 2018 | Nat Rev Cancer"
    ),
    pair(
        "men and women",
        .apart,
        "Alcohol and hip fracture risk in men of the northern cohort | Aas, K / Moe, L | 2003 | J Bone Epidemiol | 12",
        "Alcohol and hip fracture risk in women of the northern cohort | Aas, K / Moe, L | 2003 | J Bone Epidemiol | 12"
    ),
    pair(
        "hyper and hypo",
        .apart,
        "Hyperthyroidism and bone density in adults after surgery | Aas, K / Moe, L | 2003 | J Bone Epidemiol",
        "Hypothyroidism and bone density in adults after surgery | Aas, K / Moe, L | 2003 | J Bone Epidemiol"
    ),
    pair(
        "type 1 and type 2",
        .apart,
        "Fracture healing in type I diabetes: a registry study | Aas, K / Moe, L | 2003 | J Bone Epidemiol",
        "Fracture healing in type II diabetes: a registry study | Aas, K / Moe, L | 2003 | J Bone Epidemiol"
    ),
    pair(
        "proceedings article number as title",
        .apart,
        "Communications of the Society for Systems Volume 52 Paper 45 | Rao, L | 2023 | Communications of the Society for Systems | 52",
        "Communications of the Society for Systems Volume 52 Paper 41 | Rao, L | 2023 | Communications of the Society for Systems | 52"
    ),
    pair(
        "journal name as title, nothing else",
        .apart,
        "Communications of the Society for Systems | Rao, L | | Communications of the Society for Systems",
        "Communications of the Society for Systems | Rao, L | | Communications of the Society for Systems"
    ),
    pair(
        "titles missing",
        .apart,
        " | Hall, D / Lee, K | 2020 | Amer Conf",
        " | Hall, D / Lee, K | 2020 | Amer Conf"
    ),
    pair(
        "title alone",
        .review,
        "Negotiation support for distributed database schema integration projects",
        "Negotiation support for distributed database schema integration projects"
    ),
    pair(
        "registration and article",
        .apart,
        "Early mobilisation after spinal surgery: randomised trial | Orr, P | 2016 | ClinicalTrials.gov",
        "Early mobilisation after spinal surgery: randomised trial | Orr, P | 2016 | Spine"
    ) { left, _ in left.type = .trialRegistration },
    pair(
        "neither year nor place, other lists of authors",
        .review,
        "Exenatide slows plaque growth in stressed mice with vascular ageing | Gao, Y / Lei, Y / Inoue, A / Piao, L",
        "Exenatide slows plaque growth in stressed mice with vascular ageing | Yang, G / Lei, Y / Inoue, A / Piao, L / Hu, L / Wu, H"
    ),
    pair(
        "neither year nor place, one author each",
        .review,
        "Feedback interventions for impaired self-awareness following brain injury | Schmidt, J",
        "Feedback interventions for impaired self-awareness following brain injury | Schmidt, Julia"
    ),
]
