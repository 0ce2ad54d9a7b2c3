extension Checklist {
    /// PRISMA 2020 for abstracts: 12 items.
    static let prismaAbstracts = Checklist(
        id: "prisma-2020-abstracts",
        title: "PRISMA 2020 for abstracts",
        reference: "Page MJ, et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71.",
        note: nil,
        items: [
            .init("1", "Title", "Title", "Say that it is a systematic review", .title),
            .init("2", "Background", "Objectives", "The main question", .question),
            .init("3", "Methods", "Eligibility criteria", "Criteria in and out", .eligibility),
            .init(
                "4",
                "Methods",
                "Information sources",
                "Sources and when last searched",
                .sources
            ),
            .init("5", "Methods", "Risk of bias", "How risk of bias was assessed", .biasMethods),
            .init(
                "6",
                "Methods",
                "Synthesis of results",
                "How results are shown and pooled",
                .synthesisMethods
            ),
            .init(
                "7",
                "Results",
                "Included studies",
                "Numbers of studies and participants, main features",
                .included
            ),
            .init(
                "8",
                "Results",
                "Synthesis of results",
                "Main results with numbers and intervals",
                .pooledResults
            ),
            .init(
                "9",
                "Discussion",
                "Limitations of evidence",
                "Short summary of limits",
                .evidenceLimits
            ),
            .init("10", "Discussion", "Interpretation", "What the results mean", .interpretation),
            .init("11", "Other", "Funding", "Main source of money", .funding),
            .init("12", "Other", "Registration", "Register and number", .registration),
        ]
    )
}

extension Checklist {
    /// PRISMA-S for literature searches: 16 items.
    static let prismaS = Checklist(
        id: "prisma-s",
        title: "PRISMA-S",
        reference: "Rethlefsen ML, et al. Syst Rev 2021;10:39, doi:10.1186/s13643-020-01542-z.",
        note: nil,
        items: [
            .init(
                "1",
                "Information sources and methods",
                "Database name",
                "Each database with its platform",
                .databases
            ),
            .init(
                "2",
                "Information sources and methods",
                "Multi-database searching",
                "Databases searched together on one platform",
                .platforms
            ),
            .init(
                "3",
                "Information sources and methods",
                "Study registries",
                "Registries searched",
                .registers
            ),
            .init(
                "4",
                "Information sources and methods",
                "Online resources and browsing",
                "Websites and print sources looked through",
                .browsing
            ),
            .init(
                "5",
                "Information sources and methods",
                "Citation searching",
                "Cited and citing references, how found",
                .citationSearching
            ),
            .init(
                "6",
                "Information sources and methods",
                "Contacts",
                "Authors, experts, makers asked",
                .contacts
            ),
            .init(
                "7",
                "Information sources and methods",
                "Other methods",
                "Any other way of finding studies",
                .otherMethods
            ),
            .init(
                "8",
                "Search strategies",
                "Full search strategies",
                "Every query as it was run",
                .strategies
            ),
            .init(
                "9",
                "Search strategies",
                "Limits and restrictions",
                "Limits with reasons, or none",
                .limits
            ),
            .init(
                "10",
                "Search strategies",
                "Search filters",
                "Published filters used, cited",
                .filters
            ),
            .init(
                "11",
                "Search strategies",
                "Prior work",
                "Queries taken over from other reviews",
                .priorWork
            ),
            .init(
                "12",
                "Search strategies",
                "Updates",
                "How searches were brought up to date",
                .updates
            ),
            .init(
                "13",
                "Search strategies",
                "Dates of searches",
                "Last date of each search",
                .dates
            ),
            .init("14", "Peer review", "Peer review", "How queries were reviewed", .peerReview),
            .init("15", "Managing records", "Total records", "Records found per source", .records),
            .init(
                "16",
                "Managing records",
                "Deduplication",
                "How duplicates were removed, with what software",
                .duplicates
            ),
        ]
    )
}
