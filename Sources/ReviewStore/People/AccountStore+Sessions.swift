import Foundation
import GRDB

extension AccountStore {
    // MARK: Sessions

    /// Starts a session.
    ///
    /// - Parameters:
    ///   - account: who is logged in.
    ///   - person: under which name the person decides; `nil` if that is still to be said.
    ///   - now: seconds since 1970.
    /// - Returns: the secret of the session, for the browser's cookie.
    /// - Throws: `JournalError`.
    public func startSession(
        for account: Account,
        person: String?,
        now: Double
    ) throws -> String {
        let secret = Secret.make()
        try writing { database in
            try database.execute(
                sql: "DELETE FROM session WHERE seen < ? OR created < ?",
                arguments: [now - Self.idleTime, now - Self.longestSession]
            )
            try database.execute(
                sql: """
                    INSERT INTO session(key, account, form_token, person, created, seen)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Secret.key(of: secret), account.name, Secret.make(), person, now, now,
                ]
            )
        }
        return secret
    }

    /// The session that a secret belongs to, if it has not ended.
    ///
    /// - Parameters:
    ///   - secret: what the browser's cookie says.
    ///   - now: seconds since 1970.
    /// - Returns: the session; `nil` if there is none or it has ended.
    /// - Throws: `JournalError`.
    public func session(_ secret: String, now: Double) throws -> Session? {
        let key = Secret.key(of: secret)
        if let session = recentSessions.value(of: key, now: now) { return session }
        let generation = recentSessions.generation
        let found = try reading { database -> (Session, Double)? in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT account.name, role, disabled, form_token, person, seen FROM session
                    JOIN account ON account.name = session.account
                    WHERE key = ? AND seen >= ? AND created >= ? AND disabled = 0
                    """,
                arguments: [key, now - Self.idleTime, now - Self.longestSession]
            )
            guard let row, let account = Self.account(row) else { return nil }
            let session = Session(
                account: account,
                formToken: row["form_token"] ?? "",
                person: row["person"],
                key: key
            )
            return (session, row["seen"] ?? 0)
        }
        guard let (session, seen) = found else { return nil }
        // Once a minute is enough, and keeps reading cheap.
        if now - seen > 60 {
            try touching { database in
                try database.execute(
                    sql: "UPDATE session SET seen = ? WHERE key = ?",
                    arguments: [now, key]
                )
            }
        }
        recentSessions.keep(session, of: key, generation: generation, now: now)
        return session
    }

    /// Whether a session has not ended; asking is no use of it, and keeps it no longer.
    ///
    /// - Parameters:
    ///   - session: the session, as it once was.
    ///   - now: seconds since 1970.
    /// - Returns: whether it would still let somebody in.
    /// - Throws: `JournalError`.
    public func holds(_ session: Session, now: Double) throws -> Bool {
        try reading { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS(
                        SELECT 1 FROM session JOIN account ON account.name = session.account
                        WHERE key = ? AND seen >= ? AND created >= ? AND disabled = 0
                    )
                    """,
                arguments: [session.key, now - Self.idleTime, now - Self.longestSession]
            ) ?? false
        }
    }

    /// Says under which name the person of a session decides.
    public func setPerson(_ person: String?, of session: Session) throws {
        try writing { database in
            try database.execute(
                sql: "UPDATE session SET person = ? WHERE key = ?",
                arguments: [person, session.key]
            )
        }
    }

    /// Ends a session.
    public func end(_ session: Session) throws {
        try writing { database in
            try database.execute(
                sql: "DELETE FROM session WHERE key = ?",
                arguments: [session.key]
            )
        }
    }

    // MARK: Invitations

    /// Invites somebody to set a password: for a new account, or anew for one that exists.
    ///
    /// - Parameters:
    ///   - name: name of the account.
    ///   - role: its role; that of an account that exists stays as it is.
    ///   - inviter: who invites.
    ///   - now: seconds since 1970.
    /// - Returns: the secret of the invitation, for the link.
    /// - Throws: `AccountError.badName`, `JournalError`.
    public func invite(
        _ name: String,
        role: AccountRole,
        by inviter: String,
        now: Double
    ) throws -> String {
        try Account.check(name: name)
        let secret = Secret.make()
        try writing { database in
            // The newest invitation replaces those before it.
            try database.execute(
                sql: "DELETE FROM invitation WHERE name = ? OR expires < ?",
                arguments: [name, now]
            )
            try database.execute(
                sql: """
                    INSERT INTO invitation(key, name, role, invited_by, expires)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Secret.key(of: secret), name, role.rawValue, inviter, now + Self.invitationTime,
                ]
            )
        }
        return secret
    }

    /// The invitation that a secret belongs to; `nil` if there is none that still holds.
    public func invitation(_ secret: String, now: Double) throws -> Invitation? {
        try reading { database in
            try Self.invitation(key: Secret.key(of: secret), now: now, database)
        }
    }

    /// The invitations that still hold.
    public func invitations(now: Double) throws -> [Invitation] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM invitation WHERE expires >= ? ORDER BY name",
                arguments: [now]
            ).compactMap(Self.invitation)
        }
    }

    /// Takes up an invitation, which holds once.
    ///
    /// - Throws: `AccountError`, `JournalError`.
    public func accept(_ secret: String, password: String, now: Double) throws -> Account {
        try Account.check(password: password)
        let hash = try PasswordHash(of: password).text
        let key = Secret.key(of: secret)
        return try writing { database in
            guard let invitation = try Self.invitation(key: key, now: now, database) else {
                throw AccountError.badInvitation
            }
            try database.execute(sql: "DELETE FROM invitation WHERE key = ?", arguments: [key])
            if let account = try Self.account(named: invitation.name, database) {
                try database.execute(
                    sql: "UPDATE account SET password = ? WHERE name = ?",
                    arguments: [hash, account.name]
                )
                try Self.endSessions(of: account.name, database)
                return account
            }
            try database.execute(
                sql: "INSERT INTO account(name, role, password) VALUES (?, ?, ?)",
                arguments: [invitation.name, invitation.role.rawValue, hash]
            )
            return Account(name: invitation.name, role: invitation.role)
        }
    }

    private static func invitation(
        key: String,
        now: Double,
        _ database: Database
    ) throws -> Invitation? {
        try Row.fetchOne(
            database,
            sql: "SELECT * FROM invitation WHERE key = ? AND expires >= ?",
            arguments: [key, now]
        ).flatMap(invitation)
    }

    private static func invitation(_ row: Row) -> Invitation? {
        guard let name: String = row["name"], let text: String = row["role"],
            let role = AccountRole(rawValue: text)
        else { return nil }
        return Invitation(
            name: name,
            role: role,
            invitedBy: row["invited_by"] ?? "",
            expires: row["expires"] ?? 0
        )
    }

    // MARK: Keys of scripts

    /// Makes a key for a script, with the rights of an account.
    ///
    /// - Returns: the key, which is told once and not kept.
    public func makeToken(for account: Account, label: String, now: Double) throws -> String {
        let secret = "cns_" + Secret.make()
        try writing { database in
            try database.execute(
                sql: "INSERT INTO access_token(key, account, label, created) VALUES (?, ?, ?, ?)",
                arguments: [
                    Secret.key(of: secret), account.name, String(label.prefix(80)), now,
                ]
            )
        }
        return secret
    }

    /// The account whose rights a key has; `nil` if there is no such key.
    public func account(ofToken secret: String, now: Double) throws -> Account? {
        let key = Secret.key(of: secret)
        if let account = recentTokens.value(of: key, now: now) { return account }
        let generation = recentTokens.generation
        let found = try reading { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT account.name, role, disabled FROM access_token
                    JOIN account ON account.name = access_token.account
                    WHERE key = ? AND disabled = 0
                    """,
                arguments: [key]
            ).flatMap(Self.account)
        }
        guard let account = found else { return nil }
        try touching { database in
            // Once a minute is enough.
            try database.execute(
                sql: """
                    UPDATE access_token SET last_used = ?
                    WHERE key = ? AND coalesce(last_used, 0) < ? - 60
                    """,
                arguments: [now, key, now]
            )
        }
        recentTokens.keep(account, of: key, generation: generation, now: now)
        return account
    }

    /// The keys of an account.
    public func tokens(of account: Account) throws -> [AccessToken] {
        try reading { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM access_token WHERE account = ? ORDER BY id",
                arguments: [account.name]
            ).map { row in
                AccessToken(
                    id: row["id"] ?? 0,
                    account: row["account"] ?? "",
                    label: row["label"] ?? "",
                    created: row["created"] ?? 0,
                    lastUsed: row["last_used"]
                )
            }
        }
    }

    /// Takes a key away.
    public func removeToken(_ id: Int, of account: Account) throws {
        try writing { database in
            try database.execute(
                sql: "DELETE FROM access_token WHERE id = ? AND account = ?",
                arguments: [id, account.name]
            )
        }
    }
}
