import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A client that sends bytes as they are: what a browser would put in order reaches the server.
enum LoopbackSocket {
    /// Nothing listens on the port.
    struct Refused: Error {}

    /// Sends a request to a port of 127.0.0.1 and reads until the server closes the connection.
    ///
    /// It waits on a thread of its own: two tests that blocked those of the pool would leave the server
    /// none to answer on.
    ///
    /// - Parameters:
    ///   - request: the bytes, as text.
    ///   - port: port of the server.
    ///   - isBrokenOff: whether the sending side is closed behind the request.
    /// - Returns: all that came back.
    /// - Throws: `Refused` if there is no connection.
    static func exchange(
        _ request: String,
        port: Int,
        isBrokenOff: Bool = false
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try wait(request, port: port, isBrokenOff: isBrokenOff) }
                )
            }
        }
    }

    private static func wait(_ request: String, port: Int, isBrokenOff: Bool) throws -> String {
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw Refused() }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 900, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &patience,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refused() }
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, 0) == bytes.count else { throw Refused() }
        if isBrokenOff { shutdown(descriptor, Int32(SHUT_WR)) }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
