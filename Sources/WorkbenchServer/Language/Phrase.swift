import Foundation
import Hummingbird
import HummingbirdCore

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

    /// The text in a language.
    func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .german: german
        }
    }
}
