import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file of the review that is sent in blocks, whole or a part of it.
struct StoredFile: Sendable {
    private static let block = 256 << 10

    private let path: String
    private let bytes: Int

    /// Looks at a file.
    ///
    /// - Parameters:
    ///   - path: its path, which no request has a part in.
    ///   - bytes: how large it should be.
    /// - Returns: `nil` if there is no regular file of that size.
    init?(path: String, bytes: Int) {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        guard facts?[.type] as? FileAttributeType == .typeRegular,
            (facts?[.size] as? NSNumber)?.intValue == bytes
        else { return nil }
        self.path = path
        self.bytes = bytes
    }

    /// Answers a request for the file.
    ///
    /// - Parameters:
    ///   - request: may ask for one range of bytes; several are answered with the whole (RFC 9110, 14.2).
    ///   - name: name under which a browser saves it.
    ///   - type: media type.
    /// - Throws: `.badRange` if the file has no such bytes.
    func answer(_ request: Request, name: String, type: String) throws(RequestFault) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.contentSecurityPolicy] = ContentPolicy.document.rules
        headers[.frameOptions] = "SAMEORIGIN"
        headers[.acceptRanges] = "bytes"
        headers[.contentDisposition] =
            "inline; filename=\"full-text.pdf\"; filename*=UTF-8''\(WebAddress.encoded(name))"
        var part = 0..<bytes
        var status = HTTPResponse.Status.ok
        if let asked = try Self.range(request.headers[.range], of: bytes) {
            part = asked
            status = .partialContent
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes)"
        }
        let (path, sent) = (path, part)
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(contentLength: sent.count) { writer in
                let file = open(path, O_RDONLY | O_NOFOLLOW)
                guard file >= 0 else { throw RequestFault.noRoom }
                defer { close(file) }
                var place = sent.lowerBound
                while place < sent.upperBound {
                    let block = try Self.read(
                        file,
                        from: place,
                        atMost: min(Self.block, sent.upperBound - place)
                    )
                    place += block.count
                    try await writer.write(ByteBuffer(bytes: block))
                }
                try await writer.finish(nil)
            }
        )
    }

    private static func read(_ file: Int32, from place: Int, atMost count: Int) throws -> [UInt8] {
        var got = 0
        let block = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                got = pread(file, buffer.baseAddress, count, off_t(place))
            } while got < 0 && errno == EINTR
            filled = max(0, got)
        }
        // A file that became shorter meanwhile ends the connection rather than the length lying.
        guard got > 0 else { throw RequestFault.notFound("The file has changed.") }
        return block
    }

    /// The bytes that a header asks for; `nil` for all of them.
    static func range(_ header: String?, of size: Int) throws(RequestFault) -> Range<Int>? {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let sides = header.dropFirst("bytes=".count)
            .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } })
        else { return nil }
        switch (Int(sides[0]), Int(sides[1])) {
        case (let start?, let end):
            guard sides[1].isEmpty || end != nil else { return nil }
            let last = min(end ?? size - 1, size - 1)
            guard start < size, start <= last else {
                // The wrong way round means nothing; beyond the end is refused.
                if let end, end < start { return nil }
                throw .badRange(size)
            }
            return start..<(last + 1)
        case (nil, let count?) where sides[0].isEmpty:
            guard count > 0 else { throw .badRange(size) }
            return max(0, size - count)..<size
        default: return nil
        }
    }
}
