import Bibliography
import Reporting
import Review
import Workbench

/// What stands around a record: the same document elsewhere, its files, and what is like it.
enum RecordNeighbours {
    /// Records that are listed at most.
    static let most = 10

    // MARK: Elsewhere

    /// Links to the document by every identifier that any record of the work has.
    static func elsewhere(_ work: Work, _ view: ReviewView, _ frame: PageFrame) -> Markup {
        var seen: Set<String> = []
        let links = work.records.compactMap { view.records[$0] }.flatMap(Self.links)
            .filter { seen.insert($0.address).inserted }
            .map { link -> Markup in
                "<a class=\"file\" href=\"\(link.address)\" rel=\"noreferrer\">\(link.name)</a>"
            }
        guard !links.isEmpty else { return "" }
        return "<p>\(frame.text(.elsewhere)): \(links.joined(" "))</p>\n"
    }

    /// Addresses by identifiers that have the form of their kind; anything else is not linked.
    static func links(of record: Record) -> [(name: String, address: String)] {
        var links: [(String, String)] = []
        if let doi = record.doi { links.append(("DOI", WebAddress.document(doi: doi))) }
        if let pmid = record.pmid, isNumber(pmid) {
            links.append(("PubMed", "https://pubmed.ncbi.nlm.nih.gov/\(pmid)/"))
            links.append(("Europe PMC", "https://europepmc.org/article/MED/\(pmid)"))
        }
        if let pmcid = record.pmcid, pmcid.hasPrefix("PMC"), isNumber(String(pmcid.dropFirst(3))) {
            links.append(("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/\(pmcid)/"))
            links.append(("Europe PMC", "https://europepmc.org/article/PMC/\(pmcid)"))
        }
        guard let accession = record.accession else { return links }
        if accession.wholeMatch(of: /WOS:[0-9A-Z]{15}/) != nil {
            links.append(
                (
                    "Web of Science",
                    "https://www.webofscience.com/wos/woscc/full-record/\(accession)"
                )
            )
        } else if accession.wholeMatch(of: /2-s2\.0-[0-9]{6,14}/) != nil {
            links.append(
                (
                    "Scopus",
                    "https://www.scopus.com/record/display.uri?eid=\(accession)&origin=inward"
                )
            )
        } else if accession.wholeMatch(of: /CN-[0-9]{6,10}/) != nil {
            links.append(
                (
                    "CENTRAL",
                    "https://www.cochranelibrary.com/central/doi/10.1002/central/\(accession)"
                )
            )
        }
        return links
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count < 12 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    // MARK: Files and labels

    /// Full texts and tags of a work.
    static func attached(_ index: Int, _ view: ReviewView, _ frame: PageFrame) -> Markup {
        let files = view.state.fullTexts(ofWork: index).map(\.attachment).map { file -> Markup in
            "<a href=\"/full-texts/\(file.sha256)\">\(file.name)</a>"
        }
        let records = Set(view.state.works[index].records)
        // Tags come with decisions: of these only what may be seen.
        let tags = Set(
            view.state.decisions.map(\.decision).filter { records.contains($0.record) }
                .flatMap(\.tags)
        ).sorted().map { "<span class=\"badge\">\($0)</span>" as Markup }
        let parts: [(Phrase, [Markup])] = [(.fullTextsOfWork, files), (.tagsOfWork, tags)]
        return parts.filter { !$0.1.isEmpty }.map { phrase, items -> Markup in
            "<p>\(frame.text(phrase)): \(items.joined(" "))</p>\n"
        }.joined("")
    }

    // MARK: Alike

    /// Other works that share words or authors with a record.
    ///
    /// - Throws: `.notFound` if the review has no such record.
    static func all(
        of id: RecordID,
        _ view: ReviewView
    ) throws(RequestFault) -> (related: [RecordIndex.Related], byAuthors: [RecordIndex.Related]) {
        guard let index = view.work(of: id), let record = view.records[id] else {
            throw .notFound(RecordPage.missing)
        }
        func isOther(_ id: RecordID) -> Bool {
            // Each other work once, by its first record.
            guard let work = view.work(of: id), work != index else { return false }
            return view.state.works[work].id == id
        }
        return (
            view.index.related(to: record, count: most, where: isOther),
            view.index.byAuthors(of: record, count: most, where: isOther)
        )
    }

    /// Works that share words or authors with one, as tables.
    static func related(
        to id: RecordID,
        _ view: ReviewView,
        _ frame: PageFrame
    ) throws(RequestFault) -> Markup {
        let (alike, named) = try all(of: id, view)
        return "<h2>\(frame.text(.relatedRecords))</h2>\n"
            + list(alike, .relatedRecords, .sharedWords, .noRelated, view, frame)
            + "<h2>\(frame.text(.othersByAuthors))</h2>\n"
            + list(named, .othersByAuthors, .authorsColumn, .noOthersByAuthors, view, frame)
    }

    private static func list(
        _ found: [RecordIndex.Related],
        _ title: Phrase,
        _ what: Phrase,
        _ empty: Phrase,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let standings = view.standings
        let rows = found.map { entry -> [Markup] in
            let row = view.row(of: entry.id)
            let standing: Markup =
                view.work(of: entry.id).map { standings[$0].standing }.map {
                    "<span class=\"badge \($0.tone)\">\(frame.text($0.title))</span>"
                } ?? ""
            return [
                """
                <a href="\(WebAddress.record(entry.id))">\(row.title ?? frame.text(.noTitle))</a><br>\
                <small>\(row.byline)</small>
                """,
                "\(entry.words.prefix(8).joined(separator: ", "))", standing,
            ]
        }
        return table(
            frame.text(title),
            [frame.text(.record), frame.text(what), frame.text(.standingFilter)],
            rows,
            empty: frame.text(empty)
        )
    }
}
