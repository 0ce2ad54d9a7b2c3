import Foundation
import GRDB

/// Who may log in, who is logged in, who is invited: beside the journal, which holds no secrets.
///
/// Passwords are kept as scrypt hashes, everything else that opens a door as SHA-256.
public final class AccountStore: Sendable {
    /// Seconds after which a session ends that nobody uses.
    public static let idleTime: Double = 12 * 3600
    /// Seconds after which a session ends in any case.
    public static let longestSession: Double = 7 * 24 * 3600
    /// Seconds for which an invitation holds.
    public static let invitationTime: Double = 7 * 24 * 3600

    private static let format = 1
    /// Stands in for the hash of an account that does not exist, so that both take the same time.
    private static let decoy = try? PasswordHash(of: Secret.make())

    let queue: DatabaseQueue
    /// The sessions that were asked for last.
    let recentSessions = RecentAnswers<Session>()
    /// The owners of the keys that were used last.
    let recentTokens = RecentAnswers<Account>()
    private let path: String

    /// Opens a store.
    ///
    /// - Parameter path: path of its file, which only its owner may read; `nil` keeps everything in
    ///   memory.
    /// - Throws: `JournalError` if the file cannot be opened or is of another program.
    public init(path: String?) throws(JournalError) {
        self.path = path ?? "accounts in memory"
        if let path, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(
                atPath: path,
                contents: nil,
                attributes: [.posixPermissions: 0o600]
            )
        }
        queue = try translating(self.path) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.foreignKeysEnabled = true
            let queue =
                try path.map { try DatabaseQueue(path: $0, configuration: configuration) }
                ?? DatabaseQueue(configuration: configuration)
            try queue.write(Self.prepare)
            return queue
        }
    }

    private static func prepare(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= format else {
            throw JournalError.newerFormat(path: "accounts", found: found, supported: format)
        }
        guard found == 0 else { return }
        try database.execute(
            sql: """
                CREATE TABLE account(
                    name TEXT PRIMARY KEY COLLATE NOCASE,
                    role TEXT NOT NULL,
                    password TEXT NOT NULL,
                    disabled INTEGER NOT NULL DEFAULT 0
                ) STRICT;
                CREATE TABLE session(
                    key TEXT PRIMARY KEY,
                    account TEXT NOT NULL COLLATE NOCASE REFERENCES account(name) ON DELETE CASCADE,
                    form_token TEXT NOT NULL,
                    person TEXT,
                    created REAL NOT NULL,
                    seen REAL NOT NULL
                ) STRICT;
                CREATE TABLE invitation(
                    key TEXT PRIMARY KEY,
                    name TEXT NOT NULL COLLATE NOCASE,
                    role TEXT NOT NULL,
                    invited_by TEXT NOT NULL,
                    expires REAL NOT NULL
                ) STRICT;
                CREATE TABLE access_token(
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    key TEXT NOT NULL UNIQUE,
                    account TEXT NOT NULL COLLATE NOCASE REFERENCES account(name) ON DELETE CASCADE,
                    label TEXT NOT NULL,
                    created REAL NOT NULL,
                    last_used REAL
                ) STRICT;
                PRAGMA user_version = \(format);
                """
        )
    }

    func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw JournalError.refused(path: path, what: error.message ?? "\(error.resultCode)")
        }
    }

    func writing<Value>(_ body: (Database) throws -> Value) throws -> Value {
        defer { forgetAnswers() }
        return try touching(body)
    }

    private func forgetAnswers() {
        recentSessions.forget()
        recentTokens.forget()
    }

    /// Writes what changes no answer.
    func touching<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.write(body)
        } catch let error as DatabaseError {
            throw JournalError.refused(path: path, what: error.message ?? "\(error.resultCode)")
        }
    }

    // MARK: Accounts

    /// All accounts by name.
    public func accounts() throws -> [Account] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: "SELECT name, role, disabled FROM account ORDER BY name"
            ).compactMap(Self.account)
        }
    }

    /// Makes an account.
    ///
    /// - Throws: `AccountError`, `JournalError`.
    @discardableResult
    public func create(name: String, role: AccountRole, password: String) throws -> Account {
        try Account.check(name: name)
        try Account.check(password: password)
        let hash = try PasswordHash(of: password).text
        return try writing { database in
            guard try Self.account(named: name, database) == nil else {
                throw AccountError.nameTaken(name)
            }
            try database.execute(
                sql: "INSERT INTO account(name, role, password) VALUES (?, ?, ?)",
                arguments: [name, role.rawValue, hash]
            )
            return Account(name: name, role: role)
        }
    }

    /// Makes an account that no password opens, such as that of somebody who works alone.
    ///
    /// - Throws: `JournalError`.
    public func enroll(_ name: String, as role: AccountRole) throws {
        try writing { database in
            try database.execute(
                sql: "INSERT INTO account(name, role, password) VALUES (?, ?, '')",
                arguments: [name, role.rawValue]
            )
        }
    }

    /// The account that a name and a password belong to; `nil` if they belong to none, which takes as
    /// long.
    public func account(name: String, password: String) throws -> Account? {
        let found = try reading { database -> (Account, String)? in
            guard let account = try Self.account(named: name, database),
                let hash = try String.fetchOne(
                    database,
                    sql: "SELECT password FROM account WHERE name = ?",
                    arguments: [name]
                )
            else { return nil }
            return (account, hash)
        }
        let hash = found.flatMap { PasswordHash($0.1) } ?? Self.decoy
        guard password.count <= Account.longestPassword, hash?.matches(password) == true,
            let account = found?.0, !account.isDisabled
        else { return nil }
        return account
    }

    /// Sets a password; all sessions of the account end.
    ///
    /// - Throws: `AccountError`, `JournalError`.
    public func setPassword(_ password: String, of name: String) throws {
        try Account.check(password: password)
        let hash = try PasswordHash(of: password).text
        try writing { database in
            try database.execute(
                sql: "UPDATE account SET password = ? WHERE name = ?",
                arguments: [hash, name]
            )
            guard database.changesCount == 1 else { throw AccountError.unknown(name) }
            try Self.endSessions(of: name, database)
        }
    }

    /// Changes what somebody may do; all their sessions end.
    ///
    /// - Throws: `AccountError.unknown`, `.lastAdmin`, `JournalError`.
    public func change(_ name: String, role: AccountRole, isDisabled: Bool) throws {
        try writing { database in
            guard try Self.account(named: name, database) != nil else {
                throw AccountError.unknown(name)
            }
            try database.execute(
                sql: "UPDATE account SET role = ?, disabled = ? WHERE name = ?",
                arguments: [role.rawValue, isDisabled, name]
            )
            let admins = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM account WHERE role = 'admin' AND disabled = 0"
            )
            guard admins ?? 0 > 0 else { throw AccountError.lastAdmin }
            try Self.endSessions(of: name, database)
        }
    }

    static func account(named name: String, _ database: Database) throws -> Account? {
        try Row.fetchOne(
            database,
            sql: "SELECT name, role, disabled FROM account WHERE name = ?",
            arguments: [name]
        ).flatMap(account)
    }

    static func account(_ row: Row) -> Account? {
        guard let name: String = row["name"], let text: String = row["role"],
            let role = AccountRole(rawValue: text)
        else { return nil }
        return Account(name: name, role: role, isDisabled: row["disabled"] ?? false)
    }

    static func endSessions(of name: String, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [name])
    }
}
