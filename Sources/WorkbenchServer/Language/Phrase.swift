import Foundation
import Hummingbird
import HummingbirdCore
import Reporting

/// A language of the pages.
enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"

    /// Its own name.
    var title: String {
        switch self {
        case .english: "English"
        case .german: "Deutsch"
        }
    }

    /// Name of the cookie that remembers a choice.
    static let cookie = "consilience-language"

    /// The language that a browser chose here, else the first of its own that is known.
    static func preferred(by request: Request) -> Language {
        if let chosen = request.cookies[cookie]?.value, let language = Language(rawValue: chosen) {
            return language
        }
        for part in (request.headers[.acceptLanguage] ?? "").split(separator: ",") {
            let tag = part.split(separator: ";")[0].trimmingCharacters(in: .whitespaces)
            let primary = tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
            if let language = Language(rawValue: primary) { return language }
        }
        return .english
    }
}

/// A text of the pages in all languages: the catalogue is made of these.
struct Phrase: Sendable, Equatable {
    /// English.
    let english: String
    /// German.
    let german: String

    /// Creates a phrase.
    init(_ english: String, de german: String) {
        self.english = english
        self.german = german
    }

    /// Whether the text is there in English only.
    var isEnglish: Bool { english == german }

    /// The text in a language.
    func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .german: german
        }
    }
}

extension Phrase {
    /// The text as part of a page, marked where its language is another one.
    func markup(in frame: PageFrame) -> Markup {
        let text = frame.text(self)
        return isEnglish && frame.language != .english
            ? "<span lang=\"en\">\(text)</span>" : "\(text)"
    }
}

/// Marks a part of a page that is English in every language: results, tables and figures as the report
/// has them.
func english(_ content: Markup, _ frame: PageFrame) -> Markup {
    frame.language == .english ? content : "<div lang=\"en\">\(content)</div>\n"
}
