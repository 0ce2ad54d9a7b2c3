import Workbench

/// How the workbench is served.
public struct ServingOptions: Sendable, Equatable {
    /// Files of a certificate chain and its key (PEM).
    public struct TLS: Sendable, Equatable {
        /// Path of the chain, the server's own certificate first.
        public var certificate: String
        /// Path of the key.
        public var key: String

        /// Creates the names of the files.
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Address to listen on.
    public var host: String
    /// Port to listen on, 0 to 65535; 0 takes a free one.
    public var port: Int
    /// Whether several people log in with accounts; else one person works alone.
    public var isTeam: Bool
    /// Certificate and key; `nil` for HTTP.
    public var tls: TLS?
    /// Whether a proxy in front of the workbench speaks HTTPS with the browsers.
    public var isBehindProxy: Bool
    /// Who is invited to run a review that has no accounts yet.
    public var firstAdmin: String
    /// Most bytes of an export that is imported in the browser.
    public var largestImport = 1 << 30
    /// Most bytes of a full text.
    public var largestFullText = AttachFullText.maximumSize
    /// Time between two signs of life of a stream of changes.
    public var pulse = Duration.seconds(15)

    /// Creates options: alone, on this machine.
    public init(
        host: String = "127.0.0.1",
        port: Int = 8080,
        isTeam: Bool = false,
        tls: TLS? = nil,
        isBehindProxy: Bool = false,
        firstAdmin: String = "admin"
    ) {
        self.host = host
        self.port = port
        self.isTeam = isTeam
        self.tls = tls
        self.isBehindProxy = isBehindProxy
        self.firstAdmin = firstAdmin
    }

    /// Whether browsers speak HTTPS, so that cookies must never travel otherwise.
    var isSecure: Bool { tls != nil || isBehindProxy }

    /// Refuses what would put the review at risk.
    ///
    /// - Throws: `ServerError`.
    func check() throws(ServerError) {
        guard (0...65535).contains(port) else { throw .invalidPort(port) }
        guard !LoopbackAddress.contains(host) else { return }
        guard isTeam else { throw .notLoopback(host: host) }
        guard isSecure else { throw .notSecure(host: host) }
    }
}
