import Reporting
import Review
import ReviewStore
import Workbench

/// A place in the navigation.
enum Place: String, Sendable, CaseIterable {
    case overview = "/"
    case imports = "/import"
    case duplicates = "/duplicates"
    case screening = "/screening"
    case conflicts = "/conflicts"
    case fullTexts = "/full-texts"
    case extraction = "/extraction"
    case appraisal = "/appraisal"
    case synthesis = "/synthesis"
    case report = "/report-builder"
    case records = "/records"
    case flow = "/prisma"
    case log = "/log"
    case settings = "/settings"

    /// Name as printed.
    var title: Phrase {
        switch self {
        case .overview: .overview
        case .imports: .imports
        case .duplicates: .duplicates
        case .screening: .screening
        case .conflicts: .conflicts
        case .fullTexts: .fullTexts
        case .extraction: .extraction
        case .appraisal: .appraisal
        case .synthesis: .synthesis
        case .report: .report
        case .records: .records
        case .flow: .flow
        case .log: .log
        case .settings: .settings
        }
    }
}

/// What is around every page: language, who looks, where.
struct PageFrame: Sendable {
    /// Language of the page.
    var language: Language
    /// Who looks; `nil` before anybody has logged in.
    var caller: Caller?
    /// Whether several people work on the review.
    var isTeam: Bool
    /// Path of the page.
    var path: String

    /// The frame of a page of which nothing is known.
    static let plain = PageFrame(language: .english, caller: nil, isTeam: false, path: "/")

    func text(_ phrase: Phrase) -> String { phrase.text(in: language) }
}

/// A page of the workbench: what differs between pages; the frame around it is the same for all.
struct Page: Sendable {
    /// Place in the navigation that is marked; `nil` for none.
    var place: Place?
    /// Heading.
    var title: String
    /// Title of the review; `nil` where the review may not be readable.
    var review: String?
    /// Names of the script modules that the page loads, without their ending.
    var scripts: [String] = []
    /// What stands below the heading.
    var content: Markup

    /// The whole document.
    func document(in frame: PageFrame) -> Markup {
        let name = review.map { "\(title) – \($0)" } ?? "\(title) – Consilience"
        let header: Markup = review.map { "<p class=\"review\">\($0)</p>\n" } ?? ""
        let always = frame.caller == nil ? [] : ["live", "kept"]
        let modules = (scripts + always).map { name -> Markup in
            "<script type=\"module\" src=\"/assets/\(name).js\"></script>\n"
        }
        let token: Markup =
            frame.caller?.session.map {
                "<meta name=\"form-token\" content=\"\($0.formToken)\">\n"
            } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="\(frame.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(name)</title>
            \(token)<link rel="stylesheet" href="/style.css">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            \(modules)</head>
            <body>
            <a class="skip" href="#content">\(frame.text(.skip))</a>
            <header>
            \(header)\(account(frame))\(navigation(frame))</header>
            <main id="content">
            <h1>\(title)</h1>
            \(content)</main>
            \(kept(frame))<footer><p>\(Program.name)</p>\(languages(frame))</footer>
            </body>
            </html>

            """
    }

    private func navigation(_ frame: PageFrame) -> Markup {
        guard frame.caller != nil else { return "" }
        let links = Place.allCases.map { item -> Markup in
            let mark: Markup = item == place ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(item.rawValue)\"\(mark)>\(frame.text(item.title))</a></li>\n"
        }
        return """
            <nav aria-label="\(frame.text(.workbench))"><ul>
            \(links)</ul></nav>

            """
    }

    private func account(_ frame: PageFrame) -> Markup {
        guard let caller = frame.caller else { return "" }
        let name = caller.person ?? frame.text(.nobodyChosen)
        let logOut: Markup =
            frame.isTeam
            ? """
            <form method="post" action="/log-out">\(tokenField(frame))\
            <button class="plain">\(frame.text(.logOut))</button></form>
            """ : ""
        return """
            <div class="account"><a href="/account">\(name)</a>\(logOut)</div>

            """
    }

    /// What offers people what they had typed and not saved.
    private func kept(_ frame: PageFrame) -> Markup {
        guard let caller = frame.caller, caller.session != nil else { return "" }
        return """
            <template id="kept" data-person="\(caller.person ?? "")"><div class="mind" role="status">\
            <p>\(frame.text(.keptForm)) <time></time></p><p class="buttons">\
            <button type="button" data-take>\(frame.text(.takeKept))</button> \
            <button type="button" class="plain" data-drop>\(frame.text(.dropKept))</button></p>\
            </div></template>

            """
    }

    private func languages(_ frame: PageFrame) -> Markup {
        let buttons = Language.allCases.filter { $0 != frame.language }.map { language -> Markup in
            """
            <button class="plain" name="to" value="\(language.rawValue)" \
            lang="\(language.rawValue)">\(language.title)</button>
            """
        }
        return """
            <form method="post" action="/language"><input type="hidden" name="back" \
            value="\(frame.path)">\(tokenField(frame))\(buttons)</form>
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

/// The hidden field that every form of a session carries, so that no other site can send it.
func tokenField(_ frame: PageFrame) -> Markup {
    guard let token = frame.caller?.session?.formToken else { return "" }
    return "<input type=\"hidden\" name=\"\(Form.tokenName)\" value=\"\(token)\">"
}

/// The protocol's statement, which stands wherever results do.
func statement(_ view: ReviewView) -> Markup {
    guard let text = view.state.reviewProtocol?.statement, !text.isEmpty else { return "" }
    return "<p class=\"statement\" role=\"note\">\(text)</p>\n"
}

/// A figure on white, with a link to its file; its words are those of the report, which is English.
func figure(_ svg: String, title: String, id: String, _ frame: PageFrame) -> Markup {
    // The declaration of the file must not stand inside a page.
    let language: Markup = frame.language == .english ? "" : " lang=\"en\""
    let start = svg.firstRange(of: "<svg")?.lowerBound ?? svg.startIndex
    return """
        <figure\(language)>
        <div class="drawing" role="region" aria-label="\(title)" tabindex="0">
        \(Markup(trusted: String(svg[start...])))</div>
        <figcaption>\(title) <a class="file" href="\(WebAddress.figure(id))" \
        aria-label="\(title), SVG">SVG</a></figcaption>
        </figure>

        """
}

/// Links to the pages of a list.
///
/// - Parameters:
///   - page: number of the page that is shown, from 1.
///   - pages: number of pages.
///   - frame: the page's frame, for its language.
///   - address: address of a page by its number.
/// - Returns: the links; nothing for a single page.
func pager(
    page: Int,
    of pages: Int,
    _ frame: PageFrame = .plain,
    address: (Int) -> String
) -> Markup {
    guard pages > 1 else { return "" }
    func link(_ number: Int, _ text: String, _ relation: String) -> Markup {
        guard (1...pages).contains(number), number != page else {
            return "<span class=\"off\">\(text)</span>"
        }
        return "<a href=\"\(address(number))\" rel=\"\(relation)\">\(text)</a>"
    }
    return """
        <nav class="pager" aria-label="\(frame.text(.pagesOfList))">
        \(link(1, frame.text(.firstPage), "first")) \(link(page - 1, frame.text(.previousPage), "prev"))
        <span>\(frame.text(.pageWord)) \(page) \(frame.text(.ofWord)) \(pages)</span>
        \(link(page + 1, frame.text(.nextPage), "next")) \(link(pages, frame.text(.lastPage), "last"))
        </nav>

        """
}

/// The pages that a list of some length has.
func pageCount(_ items: Int, size: Int) -> Int { max(1, (items + size - 1) / size) }
