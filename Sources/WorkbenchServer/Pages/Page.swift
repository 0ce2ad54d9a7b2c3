import Reporting
import Review
import Workbench

/// A place in the navigation.
enum Place: String, Sendable, CaseIterable {
    case overview = "/"
    case records = "/records"
    case flow = "/prisma"
    case forest = "/forest"
    case appraisal = "/risk-of-bias"
    case log = "/log"
    case report = "/report/"

    /// Name as printed.
    var title: String {
        switch self {
        case .overview: "Overview"
        case .records: "Records"
        case .flow: "PRISMA flow"
        case .forest: "Forest plots"
        case .appraisal: "Risk of bias"
        case .log: "Log"
        case .report: "Report"
        }
    }
}

/// A page of the workbench: what differs between pages; the frame around it is the same for all.
struct Page: Sendable {
    /// Place in the navigation that is marked; `nil` for none.
    let place: Place?
    /// Heading.
    let title: String
    /// Title of the review; `nil` where the review may not be readable.
    let review: String?
    /// What stands below the heading.
    let content: Markup

    /// The whole document.
    var document: Markup {
        let links = Place.allCases.map { item -> Markup in
            let mark: Markup = item == place ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(item.rawValue)\"\(mark)>\(item.title)</a></li>\n"
        }
        let name = review.map { "\(title) – \($0)" } ?? "\(title) – Consilience"
        let header: Markup = review.map { "<p class=\"review\">\($0)</p>\n" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(name)</title>
            <link rel="stylesheet" href="/style.css">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            \(header)<nav aria-label="Workbench"><ul>
            \(links)</ul></nav>
            </header>
            <main id="content">
            <h1>\(title)</h1>
            \(content)</main>
            <footer><p>\(Program.name) · read-only workbench on this machine</p></footer>
            </body>
            </html>

            """
    }

    /// The icon of the pages: studies on a line, a diamond below.
    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <rect width="32" height="32" rx="6" fill="#0b4f7d"/>
        <path d="M6 9h14M12 15h14" stroke="#fff" stroke-width="2"/>
        <rect x="11" y="6.5" width="5" height="5" fill="#fff"/>
        <rect x="17" y="12.5" width="5" height="5" fill="#fff"/>
        <path d="M8 24l8-4 8 4-8 4z" fill="#ffd28a"/>
        </svg>

        """
}

/// The protocol's statement, which stands wherever results do.
func statement(_ view: ReviewView) -> Markup {
    guard let text = view.state.reviewProtocol?.statement, !text.isEmpty else { return "" }
    return "<p class=\"statement\" role=\"note\">\(text)</p>\n"
}

/// A figure on white, with a link to its file.
func figure(_ svg: String, title: String, id: String) -> Markup {
    // The declaration of the file must not stand inside a page.
    let start = svg.firstRange(of: "<svg")?.lowerBound ?? svg.startIndex
    return """
        <figure>
        <div class="drawing" role="region" aria-label="\(title)" tabindex="0">
        \(Markup(trusted: String(svg[start...])))</div>
        <figcaption>\(title) <a class="file" href="\(WebAddress.figure(id))" \
        aria-label="\(title), as SVG">SVG</a></figcaption>
        </figure>

        """
}

/// Links to the pages of a list.
///
/// - Parameters:
///   - page: number of the page that is shown, from 1.
///   - pages: number of pages.
///   - address: address of a page by its number.
/// - Returns: the links; nothing for a single page.
func pager(page: Int, of pages: Int, address: (Int) -> String) -> Markup {
    guard pages > 1 else { return "" }
    func link(_ number: Int, _ text: String, _ relation: String) -> Markup {
        guard (1...pages).contains(number), number != page else {
            return "<span class=\"off\">\(text)</span>"
        }
        return "<a href=\"\(address(number))\" rel=\"\(relation)\">\(text)</a>"
    }
    return """
        <nav class="pager" aria-label="Pages of the list">
        \(link(1, "First", "first")) \(link(page - 1, "Previous", "prev"))
        <span>page \(page) of \(pages)</span>
        \(link(page + 1, "Next", "next")) \(link(pages, "Last", "last"))
        </nav>

        """
}

/// The pages that a list of some length has.
func pageCount(_ items: Int, size: Int) -> Int { max(1, (items + size - 1) / size) }
