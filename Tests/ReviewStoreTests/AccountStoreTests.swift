import Foundation
import TestSupport
import Testing

@testable import ReviewStore

@Suite("Accounts")
struct AccountStoreTests {
    private static let password = "four words at least"

    @Test("A password opens the account it belongs to, and no other")
    func passwords() throws {
        let store = try AccountStore(path: nil)
        try store.create(name: "Ann", role: .reviewer, password: Self.password)
        #expect(try store.account(name: "ann", password: Self.password)?.name == "Ann")
        #expect(try store.account(name: "Ann", password: "four words at leasT") == nil)
        #expect(try store.account(name: "Bob", password: Self.password) == nil)
        #expect(throws: AccountError.nameTaken("ANN")) {
            try store.create(name: "ANN", role: .admin, password: Self.password)
        }
        #expect(throws: AccountError.badPassword) {
            try store.create(name: "Cy", role: .admin, password: "short")
        }
        for name in ["", " Ann", "a;b", "a\u{0}b", "a\nb", String(repeating: "a", count: 81)] {
            #expect(throws: AccountError.badName(name)) {
                try store.create(name: name, role: .admin, password: Self.password)
            }
        }
    }

    @Test("The file holds neither passwords nor keys, and only its owner may read it")
    func fileHoldsNoSecret() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/accounts.sqlite"
        let store = try AccountStore(path: path)
        let account = try store.create(name: "Ann", role: .admin, password: Self.password)
        let session = try store.startSession(for: account, person: "Ann", now: 1)
        let invitation = try store.invite("Bob", role: .reviewer, by: "Ann", now: 1)
        let token = try store.makeToken(for: account, label: "R", now: 1)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for secret in [Self.password, session, invitation, token] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        // Opened again, everything is there.
        let again = try AccountStore(path: path)
        #expect(try again.session(session, now: 2)?.account == account)
        #expect(try again.account(ofToken: token, now: 2) == account)
    }

    @Test("Sessions end by idleness, age, new passwords, new roles and on request")
    func sessions() throws {
        let store = try AccountStore(path: nil)
        let ann = try store.create(name: "Ann", role: .admin, password: Self.password)
        let bob = try store.create(name: "Bob", role: .reviewer, password: Self.password)
        let secret = try store.startSession(for: ann, person: nil, now: 0)
        let idle = AccountStore.idleTime
        #expect(try store.session(secret, now: idle - 1)?.account == ann)
        #expect(try store.session(secret, now: 2 * idle + 1) == nil)
        var now: Double = 0
        let old = try store.startSession(for: ann, person: nil, now: 0)
        while now < AccountStore.longestSession {
            #expect(try store.session(old, now: now) != nil)
            now += idle / 2
        }
        #expect(try store.session(old, now: now + 1) == nil)
        let changed = try store.startSession(for: bob, person: nil, now: 0)
        try store.setPassword("another four words", of: "Bob")
        #expect(try store.session(changed, now: 1) == nil)
        let demoted = try store.startSession(for: bob, person: nil, now: 0)
        try store.change("Bob", role: .observer, isDisabled: false)
        #expect(try store.session(demoted, now: 1) == nil)
        let left = try store.startSession(for: bob, person: nil, now: 0)
        try store.end(try #require(try store.session(left, now: 1)))
        #expect(try store.session(left, now: 1) == nil)
        #expect(try store.session("guess", now: 1) == nil)
    }

    @Test("An invitation holds once and for a time")
    func invitations() throws {
        let store = try AccountStore(path: nil)
        let secret = try store.invite("Ann", role: .arbiter, by: "Eve", now: 0)
        #expect(try store.invitation(secret, now: 1)?.role == .arbiter)
        #expect(try store.invitation(secret, now: AccountStore.invitationTime + 1) == nil)
        #expect(throws: AccountError.badPassword) {
            try store.accept(secret, password: "short", now: 1)
        }
        let account = try store.accept(secret, password: Self.password, now: 1)
        #expect(account == Account(name: "Ann", role: .arbiter))
        #expect(throws: AccountError.badInvitation) {
            try store.accept(secret, password: Self.password, now: 1)
        }
        // Another invitation sets the password anew, and keeps the role.
        let anew = try store.invite("ann", role: .admin, by: "Eve", now: 2)
        #expect(try store.accept(anew, password: "another four words", now: 3) == account)
        #expect(try store.account(name: "Ann", password: Self.password) == nil)
        #expect(try store.account(name: "Ann", password: "another four words") == account)
    }

    @Test("Nobody locks everybody out")
    func lastAdmin() throws {
        let store = try AccountStore(path: nil)
        try store.create(name: "Ann", role: .admin, password: Self.password)
        #expect(throws: AccountError.lastAdmin) {
            try store.change("Ann", role: .reviewer, isDisabled: false)
        }
        #expect(throws: AccountError.lastAdmin) {
            try store.change("Ann", role: .admin, isDisabled: true)
        }
        #expect(try store.accounts() == [Account(name: "Ann", role: .admin)])
        #expect(throws: AccountError.unknown("Bob")) {
            try store.change("Bob", role: .admin, isDisabled: false)
        }
    }

    @Test("Keys of scripts open what their account opens, until they are removed")
    func tokens() throws {
        let store = try AccountStore(path: nil)
        let ann = try store.create(name: "Ann", role: .admin, password: Self.password)
        let secret = try store.makeToken(for: ann, label: "R script", now: 5)
        #expect(try store.account(ofToken: secret, now: 6) == ann)
        #expect(try store.account(ofToken: secret + "x", now: 6) == nil)
        let listed = try store.tokens(of: ann)
        #expect(listed.map(\.label) == ["R script"])
        try store.removeToken(try #require(listed.first).id, of: ann)
        #expect(try store.account(ofToken: secret, now: 7) == nil)
    }
}
