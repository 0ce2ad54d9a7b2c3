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

    /// Lets somebody try, or not.
    ///
    /// What is let through counts as a failure until `succeed` takes that back: of many guesses sent at
    /// once none gets by while another is still being looked at.
    ///
    /// - Parameters:
    ///   - name: the account.
    ///   - address: where the attempt comes from.
    ///   - now: the present time.
    /// - Returns: seconds that they have to wait before they may try; 0 if they may now.
    func attempt(name: String, address: String, now: Date) -> Int {
        let keys = keys(name, address)
        let until = keys.compactMap { failures[$0]?.until }.max() ?? .distantPast
        let wait = max(0, Int(until.timeIntervalSince(now).rounded(.up)))
        guard wait == 0 else { return wait }
        if failures.count > Self.most {
            failures = failures.filter { $0.value.until > now }
        }
        for key in keys {
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
        return 0
    }

    /// Forgets the failures of a name that logged in, and that its address tried.
    func succeed(name: String, address: String) {
        let keys = keys(name, address)
        failures[keys[0]] = nil
        guard var entry = failures[keys[1]] else { return }
        entry.count -= 1
        if entry.count < Self.free * 10 { entry.until = .distantPast }
        failures[keys[1]] = entry.count > 0 ? entry : nil
    }

    private func keys(_ name: String, _ address: String) -> [String] {
        // A name may be a megabyte long here; only the first letters of it are kept.
        ["name " + name.prefix(100).lowercased(), "address " + address.prefix(100)]
    }
}
