import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Workbench

/// A request that cannot be answered as asked.
enum RequestFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing is at the address.
    case notFound(FaultText)
    /// Something in the address cannot be understood.
    case badRequest(FaultText)
    /// Nobody is logged in.
    case notLoggedIn
    /// Whoever is logged in may not do this.
    case forbidden(Permission)
    /// Somebody who works alone has not said under which name they decide.
    case nobody
    /// The decision was made by somebody else than the person who is logged in by now, who is named.
    case otherPerson(String)
    /// The form was not sent by a page of the workbench.
    case forged
    /// What was shown is no longer so.
    case stale(FaultText)
    /// The report holds decisions that are still hidden from whoever asks.
    case blinded
    /// Too many failures to log in; seconds to wait.
    case tooManyAttempts(Int)
    /// The body is too large.
    case tooLarge
    /// A file has no such bytes; its size.
    case badRange(Int)
    /// The disk has no room for a file, or too many wait.
    case noRoom
    /// The address does not take the method; those it takes.
    case methodNotAllowed([String])
    /// The request names another host than this machine.
    case misdirected
    /// The address is too long.
    case addressTooLong

    /// What is wrong, in English.
    var description: String { phrase.english }
}

/// What a reader is told of an error: status and text, without paths of this machine.
struct FaultReport: Sendable, Equatable {
    /// The status of the answer.
    let status: HTTPResponse.Status
    /// Text for the reader of a page.
    let phrase: Phrase
    /// Whether the operator has to know the error itself.
    let isOurs: Bool

    /// Text for a script.
    var text: String { phrase.english }

    /// Translates an error; the only place where errors become statuses.
    init(_ error: any Error) {
        switch error {
        case let fault as RequestFault:
            self.init(Self.status(of: fault), fault.phrase)
        case let refused as DecisionRefused:
            self.init(.conflict, english: refused.description)
        case RemarkObjection.unknownRecord: self.init(RequestFault.notFound(.noSuchRecord))
        case let refused as RemarkObjection:
            self.init(.conflict, refused.phrase)
        case let stale as StaleForm:
            self.init(.conflict, english: stale.description)
        case let stale as ChangeReviewFile.Stale:
            self.init(.conflict, english: stale.description)
        case let refused as AccountError:
            self.init(.badRequest, english: refused.description)
        case JournalError.conflict:
            self.init(.conflict, .changedMeanwhile)
        case let refused as InputRefused:
            self.init(.badRequest, english: refused.description)
        case JournalError.busy:
            self.init(.serviceUnavailable, .journalBusy, isOurs: true)
        case is JournalError:
            self.init(.internalServerError, .journalBroken, isOurs: true)
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            self.init(error.status, .notUnderstood)
        default:
            self.init(.internalServerError, .ourFault, isOurs: true)
        }
    }

    private init(_ status: HTTPResponse.Status, _ phrase: Phrase, isOurs: Bool = false) {
        self.status = status
        self.phrase = phrase
        self.isOurs = isOurs
    }

    /// A text of the rooms below, which speak English.
    private init(_ status: HTTPResponse.Status, english text: String) {
        self.init(status, Phrase(text, de: text))
    }

    private static func status(of fault: RequestFault) -> HTTPResponse.Status {
        switch fault {
        case .notFound: .notFound
        case .badRequest: .badRequest
        case .notLoggedIn: .unauthorized
        case .forbidden, .forged, .blinded, .otherPerson: .forbidden
        case .nobody, .stale: .conflict
        case .tooManyAttempts: .tooManyRequests
        case .tooLarge: .contentTooLarge
        case .badRange: .rangeNotSatisfiable
        case .noRoom: .init(code: 507, reasonPhrase: "Insufficient Storage")
        case .methodNotAllowed: .methodNotAllowed
        case .misdirected: .misdirectedRequest
        case .addressTooLong: .uriTooLong
        }
    }
}
