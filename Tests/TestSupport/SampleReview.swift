/// A small review, whole, as the text files that people write.
///
/// Five records of two databases are four works (`pubmed.nbib:1` and `embase.ris:1` are one). One is
/// excluded by its title, one by its full text; two studies are left.
public enum SampleReview {
    /// Export of PubMed: three records.
    public static let pubmed = """
        PMID- 11110001
        TI  - Detection of spinal metastases on MRI with a convolutional network.
        FAU - Adams, Jane
        AU  - Adams J
        DP  - 2020 Mar
        JT  - Journal of Spine Imaging
        VI  - 12
        PG  - 101-9
        AID - 10.1234/spine.2020.001 [doi]

        PMID- 11110002
        TI  - Radiomics of benign vertebral fractures seen by computed tomography.
        FAU - Baker, Kim
        AU  - Baker K
        DP  - 2021
        JT  - Fracture Reports
        VI  - 3
        PG  - 44-51
        AID - 10.1234/fracture.2021.7 [doi]

        PMID- 11110003
        TI  - Thirty years of software in the orthopaedic clinic: an overview.
        FAU - Clark, Lou
        AU  - Clark L
        DP  - 2019
        JT  - Clinic and Computer
        VI  - 8
        PG  - 1-30
        AID - 10.1234/clinic.2019.30 [doi]

        """

    /// Export of Embase: two records, the first of them a duplicate.
    public static let embase = """
        TY  - JOUR
        TI  - Detection of spinal metastases on MRI with a convolutional network
        AU  - Adams, J.
        PY  - 2020
        JO  - J Spine Imaging
        VL  - 12
        SP  - 101
        EP  - 109
        DO  - 10.1234/spine.2020.001
        ER  -

        TY  - JOUR
        TI  - Segmentation of lytic bone lesions in whole-body PET with small labelled sets
        AU  - Dietrich, Max
        PY  - 2022
        JO  - Nuclear Pictures
        VL  - 5
        SP  - 77
        EP  - 85
        DO  - 10.1234/nuclear.2022.5
        ER  -

        """

    /// Declares the review.
    public static let yaml = """
        title: Small review
        question:
          population: Adults
        reviewers:
          - Ann
          - Bob
        exclusion_reasons:
          title-abstract: [overview]
          full-text: [no metastasis, "wrong kind, or none"]
        sources:
          - file: exports/pubmed.nbib
            database: PubMed
            searched: 2026-01-31
            query: spine AND metastasis
          - file: exports/embase.ris
            database: Embase
            platform: Ovid
            searched: 2026-02-01
        decisions: decisions.csv
        studies: studies.csv
        estimates: estimates.csv
        appraisals: appraisals.csv
        analyses:
          - id: auc
            title: Discrimination
            measure: auc

        """

    /// Decisions of both reviewers at both stages.
    public static let decisions = """
        record,stage,reviewer,decision,reason,role,note
        pubmed.nbib:1,title-abstract,Ann,include,,,
        pubmed.nbib:1,title-abstract,Bob,include,,,
        pubmed.nbib:2,title-abstract,Ann,include,,,
        pubmed.nbib:2,title-abstract,Bob,exclude,overview,,
        pubmed.nbib:2,title-abstract,,include,,consensus,talked it over
        pubmed.nbib:3,title-abstract,Ann,exclude,overview,,
        pmid:11110003,title-abstract,Bob,exclude,overview,,
        embase.ris:2,title-abstract,Ann,include,,,
        embase.ris:2,title-abstract,Bob,include,,,
        pubmed.nbib:1,full-text,Ann,include,,,
        pubmed.nbib:1,full-text,Bob,include,,,
        pubmed.nbib:2,full-text,Ann,exclude,"wrong kind, or none",,
        pubmed.nbib:2,full-text,Bob,exclude,"wrong kind, or none",,"so says ""Methods"", page 2"
        embase.ris:2,full-text,Ann,include,,,
        doi:10.1234/nuclear.2022.5,full-text,Bob,include,,,

        """

    /// The two studies.
    public static let studies = """
        study,reports,first_author,year,title,journal,doi,pmid,country,modality,task,model_family,\
        patients,events,primary_tumours,note
        Adams2020,pubmed.nbib:1;embase.ris:1,Adams,2020,,,10.1234/spine.2020.001,,Norway,MRI,\
        detection,deep learning,150,60,lung;breast,
        Dietrich2022,doi:10.1234/nuclear.2022.5,Dietrich,2022,,,,,Chile,PET,segmentation,\
        deep learning,90,,,

        """

    /// Four evaluations.
    public static let estimates = """
        study,model,stage,unit,n,events,auc,auc_se,auc_lower,auc_upper,sensitivity,specificity,\
        accuracy,dice,tp,fp,fn,tn,note
        Adams2020,net,training,patient,100,40,0.95,0.02,,,,,,,,,,,
        Adams2020,net,external,patient,50,20,0.85,,0.74,0.96,0.8,,,,16,6,4,24,
        Dietrich2022,net,training,patient,60,30,0.91,0.03,,,,,,0.81,,,,,
        Dietrich2022,net,external,patient,30,12,0.8,0.07,,,,,,,,,,,"small; one centre, one scanner"

        """

    /// A few answers to PROBAST.
    public static let appraisals = """
        study,estimate,assessor,part,item,answer,rationale
        Adams2020,,Ann,development,1.1,Y,
        Adams2020,,Ann,development,4.1,N,few events
        Adams2020,,Bob,development,1.1,PY,
        Dietrich2022,,Ann,development,1.1,NI,

        """

    /// Writes all files of the review into a folder.
    public static func write(to folder: TemporaryFolder) throws {
        let files = [
            "review.yaml": yaml, "exports/pubmed.nbib": pubmed, "exports/embase.ris": embase,
            "decisions.csv": decisions, "studies.csv": studies, "estimates.csv": estimates,
            "appraisals.csv": appraisals,
        ]
        for (name, text) in files { try folder.write(text, to: name) }
    }
}
