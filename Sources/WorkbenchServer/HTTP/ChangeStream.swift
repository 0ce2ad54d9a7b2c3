import Foundation
import HTTPTypes
import Hummingbird
import ReviewStore
import ServiceLifecycle
import Workbench

/// Tells a browser of every change of the review as long as it listens (server-sent events).
enum ChangeStream {
    /// Answers with the stream; it ends when the browser goes, its session ends or the server stops.
    ///
    /// Signs of life, by which both ends notice a connection that is gone, come at the pulse of the
    /// server's options; a session that ended is noticed with the next one.
    static func answer(_ visit: Visit) async throws -> Response {
        let pulse = visit.site.options.pulse
        let desk = visit.site.desk
        let first = try await desk.sequence()
        let changes = await desk.changes()
        let (signs, continuation) = AsyncStream.makeStream(
            of: Int?.self,
            // Signs of life must not push a change out while a slow line takes nothing.
            bufferingPolicy: .bufferingNewest(16)
        )
        continuation.yield(first)
        let following = Task {
            for await sequence in changes.cancelOnGracefulShutdown() {
                continuation.yield(sequence)
                // A review in which fifty people vote changes all the time.
                try? await Task.sleep(for: .milliseconds(500))
            }
            continuation.finish()
        }
        let beating = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: pulse)
                continuation.yield(nil)
            }
        }
        continuation.onTermination = { _ in
            following.cancel()
            beating.cancel()
        }
        var headers = HTTPFields()
        headers[.contentType] = "text/event-stream"
        headers[.cacheControl] = "no-store"
        let body = ResponseBody { writer in
            defer { continuation.finish() }
            for await sign in signs.cancelOnGracefulShutdown() {
                if sign == nil, try !isStillIn(visit) { break }
                let text = sign.map { "event: change\ndata: \($0)\n\n" } ?? ": still here\n\n"
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Whether whoever listens would still be let in; a key of a script is looked at when it is used.
    private static func isStillIn(_ visit: Visit) throws -> Bool {
        guard let session = try visit.caller.session else { return true }
        return try visit.site.accounts.holds(session, now: Date().timeIntervalSince1970)
    }
}
