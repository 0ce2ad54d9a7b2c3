/// What somebody is to the review.
public enum AccountRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// Runs the review: people, protocol, undo of anything.
    case admin
    /// Screens, extracts and appraises.
    case reviewer
    /// Settles conflicts, and may do what a reviewer does.
    case arbiter
    /// Looks on.
    case observer
}

/// Somebody who may log in.
public struct Account: Sendable, Equatable, Codable {
    /// Name, as the protocol and the journal have it; unique whatever its case.
    public var name: String
    /// What the person is to the review.
    public var role: AccountRole
    /// Whether the person may not log in any more.
    public var isDisabled: Bool

    /// Creates an account.
    public init(name: String, role: AccountRole, isDisabled: Bool = false) {
        self.name = name
        self.role = role
        self.isDisabled = isDisabled
    }
}

/// A browser that is logged in.
public struct Session: Sendable, Equatable {
    /// Who is logged in.
    public var account: Account
    /// What forms of the session must carry.
    public var formToken: String
    /// Under which name the person decides; `nil` if they have not said yet.
    public var person: String?
    /// What the store knows the session by.
    let key: String
}

/// An invitation to set a password.
public struct Invitation: Sendable, Equatable, Codable {
    /// Name of the account that it makes, or whose password it sets anew.
    public var name: String
    /// Role of the account.
    public var role: AccountRole
    /// Who invited.
    public var invitedBy: String
    /// Until when it holds, seconds since 1970.
    public var expires: Double
}

/// A key by which a script uses the interface.
public struct AccessToken: Sendable, Equatable, Codable {
    /// Number, to name it by.
    public var id: Int
    /// Whose rights it has.
    public var account: String
    /// What it is for.
    public var label: String
    /// When it was made, seconds since 1970.
    public var created: Double
    /// When it was last used, seconds since 1970; `nil` for never.
    public var lastUsed: Double?
}

/// Why an account cannot be made or changed.
public enum AccountError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name is taken.
    case nameTaken(String)
    /// The name is blank, too long or has characters that do not belong into a name.
    case badName(String)
    /// The password is too short or too long.
    case badPassword
    /// There is no such account.
    case unknown(String)
    /// The invitation is unknown, used or too old.
    case badInvitation
    /// Nobody would be left to run the review.
    case lastAdmin

    /// What is wrong, and what is expected.
    public var description: String {
        switch self {
        case .nameTaken(let name): "the name '\(name)' is taken"
        case .badName(let name):
            "'\(name.prefix(40))' is no name: 1 to \(Account.longestName) characters without control "
                + "characters, semicolons or blanks at its ends expected"
        case .badPassword:
            "a password has \(Account.shortestPassword) to \(Account.longestPassword) characters"
        case .unknown(let name): "there is no account '\(name.prefix(40))'"
        case .badInvitation: "the invitation is unknown, has been used or is too old"
        case .lastAdmin: "nobody would be left to run the review"
        }
    }
}

extension Account {
    /// Longest name, in characters.
    public static let longestName = 80
    /// Shortest password, in characters (NIST SP 800-63B: at least 8; 15 without a second factor).
    public static let shortestPassword = 12
    /// Longest password, in characters.
    public static let longestPassword = 256

    static func check(name: String) throws(AccountError) {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                && $0 != ";"
        }
        guard (1...longestName).contains(name.count), isPlain,
            name.first?.isWhitespace == false, name.last?.isWhitespace == false
        else { throw .badName(name) }
    }

    static func check(password: String) throws(AccountError) {
        guard (shortestPassword...longestPassword).contains(password.count) else {
            throw .badPassword
        }
    }
}
