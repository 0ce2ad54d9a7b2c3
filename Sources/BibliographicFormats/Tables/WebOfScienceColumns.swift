/// The two-letter columns of Web of Science's tab-delimited export.
enum WebOfScienceColumns {
    /// A header whose two-letter columns have their names in full, if it is one of Web of Science.
    static func named(_ header: [String]) -> [String] {
        let bare = header.map { $0.filter { $0.isASCII } }
        guard bare.contains("PT"), bare.contains("TI"), bare.contains("SO") else { return header }
        return bare.map { names[$0] ?? $0 }
    }

    private static let names = [
        "AU": "Authors", "AF": "Author Full Names", "TI": "Article Title", "SO": "Source Title",
        "LA": "Language", "DT": "Document Type", "DE": "Author Keywords", "ID": "Keywords Plus",
        "AB": "Abstract", "PU": "Publisher", "SN": "ISSN", "EI": "eISSN", "BN": "ISBN",
        "PD": "Month", "PY": "Publication Year", "VL": "Volume", "IS": "Issue",
        "BP": "Start Page", "EP": "End Page", "AR": "Article Number", "DI": "DOI",
        "PM": "Pubmed Id", "UT": "UT (Unique WOS ID)", "BE": "Editors",
    ]
}
