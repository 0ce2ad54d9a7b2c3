import Foundation
import HTTPTypes
import Hummingbird
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Logging in")
struct LoginTests {
    private static let password = "a password of the test"

    @Test("A few failures are free, then a name has to wait, and others have not")
    func throttled() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            for name in ["Ann", "Ada"] {
                try place.site.accounts.setPassword(Self.password, of: name)
            }
            let stranger = place.stranger()
            for _ in 0..<LoginThrottle.free {
                #expect(try await stranger.logIn("Ann", password: "guess").status == 401)
            }
            // On a slow machine the first wait, of a second, is over before the next guess: further
            // guesses are noted for later, so that the wait lasts.
            for hour in 1...3 {
                let later = Date(timeIntervalSinceNow: Double(hour) * 3600)
                _ = await place.site.throttle.attempt(name: "Ann", address: "other", now: later)
            }
            let late = try await stranger.logIn("ANN", password: Self.password)
            #expect(late.status == 429)
            #expect(late.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
            #expect(late.headers["set-cookie"] == nil)
            #expect(try await place.stranger().logIn("Ada", password: Self.password).status == 200)
        }
    }

    @Test("Guesses that are sent all at once are slowed down as those one after the other")
    func manyAtOnce() async throws {
        let throttle = LoginThrottle()
        let now = Date(timeIntervalSince1970: 1_000)
        let through = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { await throttle.attempt(name: "Ann", address: "a", now: now) }
            }
            return await group.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
        }
        #expect(through == LoginThrottle.free)
    }

    @Test("Each further failure doubles the wait, and a login that succeeds ends it")
    func doubling() async throws {
        let throttle = LoginThrottle()
        var now = Date(timeIntervalSince1970: 1_000)
        for _ in 0..<LoginThrottle.free {
            #expect(await throttle.attempt(name: "Ann", address: "a", now: now) == 0)
        }
        for expected in [1, 2, 4, 8, 16] {
            #expect(await throttle.attempt(name: "ann", address: "b", now: now) == expected)
            now += Double(expected)
            #expect(await throttle.attempt(name: "ANN", address: "c", now: now) == 0)
        }
        await throttle.succeed(name: "Ann", address: "c")
        #expect(await throttle.attempt(name: "Ann", address: "d", now: now) == 0)
    }

    @Test("An address is slowed down after more failures, and those who log in there do not count")
    func addresses() async throws {
        let throttle = LoginThrottle()
        let now = Date(timeIntervalSince1970: 1_000)
        for number in 0..<200 {
            #expect(await throttle.attempt(name: "n\(number)", address: "ward", now: now) == 0)
            await throttle.succeed(name: "n\(number)", address: "ward")
        }
        for number in 0..<(LoginThrottle.free * 10) {
            #expect(await throttle.attempt(name: "m\(number)", address: "ward", now: now) == 0)
        }
        #expect(await throttle.attempt(name: "new", address: "ward", now: now) > 0)
        #expect(await throttle.attempt(name: "new", address: "other", now: now) == 0)
    }

    @Test("Unknown names take as long as known ones, and get the same answer")
    func unknownNames() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            let accounts = place.site.accounts
            try accounts.setPassword(Self.password, of: "Ann")
            try accounts.setPassword(Self.password, of: "Obi")
            try accounts.change("Obi", role: .observer, isDisabled: true)
            func median(_ name: String) throws -> Double {
                let times = try (0..<3).map { _ in
                    let start = ContinuousClock.now
                    let found = try accounts.account(name: name, password: "wrong")
                    #expect(found == nil)
                    return (ContinuousClock.now - start) / .seconds(1)
                }
                return times.sorted()[1]
            }
            _ = try median("warm up")
            let known = try median("Ann")
            for name in ["Nobody", "Obi", "Ada", "' OR 1=1"] {
                let time = try median(name)
                // Hashing takes a hundred milliseconds, everything else one: a factor tells them apart.
                #expect(time > known / 4 && time < known * 4, "\(name): \(time), \(known)")
            }
            let stranger = place.stranger()
            func answer(_ name: String) async throws -> String {
                let served = try await stranger.logIn(name, password: "wrong")
                return "\(served.status) " + served.body.replacing(name, with: "NAME")
            }
            #expect(try await answer("Nobody") == answer("Ann"))
            // Right, but disabled: no word of that either.
            let obi = try await stranger.logIn("Obi", password: Self.password)
            #expect(
                "\(obi.status) " + obi.body.replacing("Obi", with: "NAME")
                    == (try await answer("Ann"))
            )
        }
    }

    @Test("Changing a password needs the old one, and ends the other sessions")
    func changePassword() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: DoorTests.people) { place in
            try place.site.accounts.setPassword(Self.password, of: "Ann")
            let other = try place.enter("Ann")
            let ann = place.stranger()
            #expect(try await ann.logIn("Ann", password: Self.password).status == 200)
            let new = "another password of it"
            let wrong = try await ann.post(
                "/account/password",
                ["old": "wrong", "password": new, "again": new]
            )
            #expect(wrong.status == 400)
            let right = try await ann.post(
                "/account/password",
                ["old": Self.password, "password": new, "again": new]
            )
            #expect(right.status == 303)
            #expect(try await ann.get("/account").status == 200)
            #expect(try await other.get("/account").status == 303)
            #expect(try await place.stranger().logIn("Ann", password: Self.password).status == 401)
            #expect(try await place.stranger().logIn("Ann", password: new).status == 200)
        }
    }
}
