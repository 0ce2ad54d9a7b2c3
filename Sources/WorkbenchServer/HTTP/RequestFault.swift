import HTTPTypes
import Hummingbird
import ReviewStore
import Workbench

/// A request that cannot be answered as asked.
enum RequestFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing is at the address.
    case notFound(String)
    /// Something in the address cannot be understood.
    case badRequest(String)
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
    case stale(String)
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

    /// What is wrong, for the reader of the page.
    var description: String {
        switch self {
        case .notFound(let what), .badRequest(let what), .stale(let what): what
        case .notLoggedIn: "Log in first."
        case .blinded:
            "The report tells how others voted on records that still wait for votes; it can be read once "
                + "they are in."
        case .forbidden: "Your account may not do this."
        case .nobody: "Say first under which name you decide: it stands at the top of every page."
        case .otherPerson(let name):
            "This browser decides as '\(name)' by now; the decision was made by somebody else."
        case .forged:
            "The form was not sent by a page of this session. Load the page again, then send it again."
        case .tooManyAttempts(let seconds):
            "Too many failures to log in. Try again in \(seconds) seconds."
        case .tooLarge: "What was sent is too large."
        case .badRange(let size): "The file has \(size) bytes only."
        case .noRoom: "There is no room for the file on the server's disk."
        case .methodNotAllowed(let methods):
            "This address answers to \(methods.joined(separator: ", ")) only."
        case .misdirected:
            "The workbench answers to localhost, 127.0.0.1 and [::1] only."
        case .addressTooLong: "The address is longer than \(Gate.longestAddress) bytes."
        }
    }
}

/// What a reader is told of an error: status and text, without paths of this machine.
struct FaultReport: Sendable, Equatable {
    /// The status of the answer.
    let status: HTTPResponse.Status
    /// Text for the reader.
    let text: String
    /// Whether the operator has to know the error itself.
    let isOurs: Bool

    /// Translates an error; the only place where errors become statuses.
    init(_ error: any Error) {
        switch error {
        case let fault as RequestFault:
            self.init(Self.status(of: fault), fault.description)
        case let refused as DecisionRefused:
            self.init(.conflict, refused.description)
        case let stale as StaleForm:
            self.init(.conflict, stale.description)
        case let stale as ChangeReviewFile.Stale:
            self.init(.conflict, stale.description)
        case let refused as AccountError:
            self.init(.badRequest, refused.description)
        case JournalError.conflict:
            self.init(
                .conflict,
                "Somebody else changed the review in the same moment. Load the page again."
            )
        case let refused as InputRefused:
            self.init(.badRequest, refused.description)
        case JournalError.busy:
            self.init(
                .serviceUnavailable,
                "Another program is writing to the review. Try again in a moment.",
                isOurs: true
            )
        case is JournalError:
            self.init(
                .internalServerError,
                "The journal of the review cannot be read. 'consilience verify' says why.",
                isOurs: true
            )
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            self.init(error.status, "The request cannot be understood.")
        default:
            self.init(
                .internalServerError,
                "Something went wrong in the workbench. Its terminal says what.",
                isOurs: true
            )
        }
    }

    private init(_ status: HTTPResponse.Status, _ text: String, isOurs: Bool = false) {
        self.status = status
        self.text = text
        self.isOurs = isOurs
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
