/// Why a server cannot be started.
public enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The address can be reached from other machines.
    case notLoopback(host: String)
    /// The address can be reached from other machines, and what is said there can be overheard.
    case notSecure(host: String)
    /// The port is none.
    case invalidPort(Int)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .notLoopback(let host):
            "'\(host)' is no loopback address: alone, the workbench serves this machine only "
                + "(127.0.0.1, ::1 or localhost); --team serves others, who log in"
        case .notSecure(let host):
            "'\(host)' can be reached from other machines, where passwords must not be overheard: give "
                + "--tls-certificate and --tls-key, or --behind-proxy if a proxy speaks HTTPS"
        case .invalidPort(let port):
            "'\(port)' is no port; a number from 0 to 65535 expected, 0 takes a free one"
        }
    }
}

/// Which names and addresses mean this machine and nothing else.
enum LoopbackAddress {
    /// Whether a host is `localhost`, `::1` or in 127.0.0.0/8.
    ///
    /// Other spellings of the same addresses (`127.1`, `0:0:0:0:0:0:0:1`, `2130706433`) are refused:
    /// what the check reads and what the system binds must be the same.
    static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "127" else { return false }
        return parts.allSatisfy { part in
            guard (1...3).contains(part.count), part.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
                part == "0" || !part.hasPrefix("0"), let number = Int(part)
            else { return false }
            return number <= 255
        }
    }

    /// Whether the authority of a request (`HOST` or `HOST:PORT`) names this machine.
    ///
    /// A page of another site may have its own name resolve to 127.0.0.1 (DNS rebinding); its
    /// requests then carry that name.
    static func isNamed(byAuthority authority: String) -> Bool {
        var host = Substring(authority)
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let rest = host[host.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return false }
            return host[host.index(after: host.startIndex)..<end] == "::1"
        }
        if let colon = host.firstIndex(of: ":") {
            guard isPort(host[colon...]) else { return false }
            host = host[..<colon]
        }
        return contains(String(host))
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && (2...6).contains(text.count)
            && text.dropFirst().utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// A host as it stands in an address.
    static func inAddress(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
