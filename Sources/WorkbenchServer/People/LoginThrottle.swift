import Foundation

/// Makes guessing passwords slow: after some failures a name and an address have to wait, each time
/// twice as long.
actor LoginThrottle {
    private struct Failures {
        var count = 0
        var until = Date.distantPast
    }

    /// Failures that are free.
    static let free = 5
    /// Longest wait, in seconds.
    static let longest: TimeInterval = 900
    /// Names and addresses that are remembered at most.
    static let most = 10_000

    private var failures: [String: Failures] = [:]

    /// Seconds that somebody has to wait before they may try; 0 for none.
    func wait(name: String, address: String, now: Date) -> Int {
        let until = keys(name, address).compactMap { failures[$0]?.until }.max() ?? .distantPast
        return max(0, Int(until.timeIntervalSince(now).rounded(.up)))
    }

    /// Notes a failure.
    func fail(name: String, address: String, now: Date) {
        if failures.count > Self.most {
            failures = failures.filter { $0.value.until > now }
        }
        for key in keys(name, address) {
            var entry = failures[key] ?? Failures()
            entry.count += 1
            // One address may stand for a whole hospital.
            let free = key.hasPrefix("address ") ? Self.free * 10 : Self.free
            if entry.count >= free {
                let wait = min(Self.longest, pow(2, Double(min(entry.count - free, 20))))
                entry.until = now.addingTimeInterval(wait)
            }
            failures[key] = entry
        }
    }

    /// Forgets the failures of a name that logged in.
    func succeed(name: String) { failures["name " + name.lowercased()] = nil }

    private func keys(_ name: String, _ address: String) -> [String] {
        ["name " + name.lowercased(), "address " + address]
    }
}
