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
    /// The method is neither GET nor HEAD.
    case methodNotAllowed
    /// The request names another host than this machine.
    case misdirected
    /// The address is too long.
    case addressTooLong

    /// What is wrong, for the reader of the page.
    var description: String {
        switch self {
        case .notFound(let what), .badRequest(let what): what
        case .methodNotAllowed: "The workbench is read-only: it answers GET and HEAD."
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
        case .methodNotAllowed: .methodNotAllowed
        case .misdirected: .misdirectedRequest
        case .addressTooLong: .uriTooLong
        }
    }
}
