import Bibliography

/// What a column of a table of records means.
enum DelimitedColumn: Hashable {
    case title
    case authors
    case editors
    case year
    case month
    case day
    case date
    case journal
    case volume
    case issue
    case pages
    case firstPage
    case lastPage
    case pageCount
    case articleNumber
    case doi
    case pmid
    case pmcid
    case serialNumbers
    case abstract
    case keywords
    case address
    case language
    case publisher
    case accession
    case identifier
    case database
    case type
    case notices
    case isRetracted
    case notes
    case citation
    case other

    /// Letters and digits of a column name in lower case: `Author(s)`, `Author/s` → `authors`.
    static func key(of name: String) -> String {
        let letters = name.utf8.filter { byte in
            let lower = byte.lowercasedASCII
            return (0x61...0x7A).contains(lower) || isDigit(byte) || byte >= 0x80
        }
        return String(decoding: letters.map(\.lowercasedASCII), as: UTF8.self)
    }

    /// The meaning of a column name and its rank among columns of the same meaning, 0 first.
    static func meaning(of name: String) -> (column: DelimitedColumn, rank: Int) {
        let key = key(of: name)
        for (column, names) in table {
            if let rank = names.firstIndex(of: key) { return (column, rank) }
        }
        return (.other, 0)
    }

    /// The columns without which a table is no table of records.
    static let identifying: Set<DelimitedColumn> = [.title, .doi, .abstract, .pmid]

    /// Names of columns, the most telling first.
    private static let table: [(DelimitedColumn, [String])] = [
        (
            .title,
            [
                "title", "titleprimary", "primarytitle", "articletitle", "itemtitle",
                "documenttitle", "publicationstitle", "studytitle", "displayname", "titel",
                "título",
                "titulo", "titre", "titolo", "papertitle",
            ]
        ),
        (
            .authors,
            [
                "authorfullnames", "authors", "author", "authornames", "authorsprimary",
                "authorshipsauthordisplayname", "firstauthors", "creators", "authorlist", "autoren",
                "autor", "autores", "auteurs", "autori", "authornamesfull", "authorstring",
            ]
        ),
        (.editors, ["editors", "editor", "authorssecondary", "secondaryauthors"]),
        (
            .year,
            [
                "year", "publicationyear", "publishedyear", "pubyear", "yearpublished", "jahr",
                "año", "ano", "année", "anno", "erscheinungsjahr", "firstpublicationyear",
            ]
        ),
        (.month, ["month", "publishedmonth"]),
        (.day, ["day"]),
        (
            .date,
            [
                "date", "datepublished", "publicationdate", "dateofpublication", "publisheddate",
            ]
        ),
        (
            .journal,
            [
                "journal", "sourcetitle", "publicationtitle", "journaltitle", "journalbook",
                "publication", "periodicalfull", "secondarytitle", "journalname", "booktitle",
                "primarylocationsourcedisplayname", "periodicalabbrev", "abbreviatedsourcetitle",
                "journalabbreviation", "containertitle", "zeitschrift", "revista", "revue",
                "rivista", "venue", "sourcetitleanthologytitle", "journalinfojournaltitle",
            ]
        ),
        (.volume, ["volume", "journalvolume", "bibliovolume"]),
        (.issue, ["issue", "issuenumber", "journalissue", "biblioissue", "number"]),
        (.pages, ["pages", "page", "pagerange"]),
        (.firstPage, ["startpage", "firstpage", "pagestart", "bibliofirstpage", "beginningpage"]),
        (
            .lastPage,
            ["endpage", "lastpage", "pageend", "endingpage", "otherpages", "bibliolastpage"]
        ),
        (.pageCount, ["pagecount"]),
        (.articleNumber, ["artno", "articlenumber"]),
        (.doi, ["doi", "itemdoi", "idsdoi", "digitalobjectidentifier"]),
        (.pmid, ["pmid", "pubmedid", "medlinepmid", "idspmid", "pubmedpmid"]),
        (.pmcid, ["pmcid", "pmc", "idspmcid"]),
        (
            .serialNumbers,
            [
                "issn", "issns", "isbn", "isbns", "issnisbn", "eissn", "primarylocationsourceissn",
                "primarylocationsourceissnl",
            ]
        ),
        (
            .abstract,
            [
                "abstract", "abstractnote", "abstracts", "abstracttext", "zusammenfassung",
                "resumen",
                "resumo", "résumé",
            ]
        ),
        (
            .keywords,
            [
                "keywords", "keyword", "authorkeywords", "indexkeywords", "subjects", "meshterms",
                "emtreedrugindextermsmajorfocus", "emtreedrugindexterms",
                "emtreemedicalindextermsmajorfocus", "emtreemedicalindexterms", "manualtags",
                "automatictags", "keywordsdisplayname", "mesh", "keywordsplus", "schlagwörter",
                "palabrasclave", "palavraschave", "ieeeterms", "fieldsofstudy",
            ]
        ),
        (
            .address,
            [
                "url", "urls", "link", "sourceurls", "externalurl", "embaselink", "fulltextlink",
                "plink", "primarylocationlandingpageurl", "links",
            ]
        ),
        (.language, ["language", "languageoforiginaldocument", "articlelanguage", "languages"]),
        (
            .publisher,
            [
                "publisher", "bookpublisher", "primarylocationsourcehostorganizationname",
            ]
        ),
        (
            .accession,
            [
                "accession", "accessionnumber", "eid", "pui", "embaseaccessionid", "centralid",
                "lensid", "utuniquewosid", "uniquewosid", "paperid",
            ]
        ),
        (
            .identifier,
            [
                "id", "recordid", "key", "covidence", "internalid", "referenceid", "refid",
                "itemid",
            ]
        ),
        (.database, ["database", "databasename", "subfiledatabase"]),
        (
            .type,
            [
                "type", "itemtype", "documenttype", "publicationtype", "typeofreference",
                "referencetype", "contenttype", "doctype", "typecrossref",
            ]
        ),
        (.notices, ["notices"]),
        (.isRetracted, ["isretracted"]),
        (.notes, ["notes", "note"]),
    ]
}

/// The columns of one table, each with its meaning.
struct DelimitedLayout {
    /// A column of the table.
    struct Column {
        let index: Int
        let name: String
        let meaning: DelimitedColumn
        let rank: Int
        /// Whether this program wrote a field of `extra` there.
        var isExtra: Bool { meaning == .other && name.begins(with: "extra.") }
    }

    /// Columns in the order in which they are to be read: better ones of the same meaning first.
    let columns: [Column]
    /// Whether the table was written by this program.
    let isOwn: Bool
    /// Whether the table states kinds of documents.
    let hasTypes: Bool
    /// Whether the table was written by PubMed.
    let isPubMed: Bool
    /// Whether page counts tell the last page, as in CINAHL, which also writes dates month first.
    let hasPageCounts: Bool
    /// Whether authors are glued to each other without a separator, as in Springer exports.
    let hasGluedAuthors: Bool

    init(header: [String]) {
        let header = WebOfScienceColumns.named(header)
        let keys = header.map { DelimitedColumn.key(of: $0) }
        let isScopus = keys.contains("eid")
        let isCochrane = keys.contains("centralid")
        columns = header.enumerated().map { index, name in
            var (meaning, rank) = DelimitedColumn.meaning(of: name)
            if keys[index] == "source" {
                meaning = isScopus ? .database : isCochrane ? .journal : .citation
                rank = 99
            }
            if keys[index] == "citation" { meaning = .citation }
            let title = name.isEmpty ? "column \(index + 1)" : name
            return Column(index: index, name: title, meaning: meaning, rank: rank)
        }.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
        isOwn = keys.contains("notices") && keys.contains("accession") && keys.contains("pmcid")
        hasTypes = columns.contains { $0.meaning == .type }
        isPubMed = keys.contains("journalbook") && keys.contains("citation")
        hasPageCounts = keys.contains("plink")
        hasGluedAuthors = keys.contains("itemtitle") && keys.contains("itemdoi")
    }

    /// Number of different meanings that a header names; 0 if it names no record.
    static func score(of header: [String]) -> Int {
        let named = WebOfScienceColumns.named(header)
        let meanings = Set(named.map { DelimitedColumn.meaning(of: $0).column })
        guard !meanings.isDisjoint(with: DelimitedColumn.identifying) else { return 0 }
        return meanings.subtracting([.other]).count
    }
}
