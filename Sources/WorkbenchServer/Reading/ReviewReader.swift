import Foundation
import Workbench

/// Keeps the review that the pages show, and reads it again when its journal has changed.
actor ReviewReader {
    private let folder: ReviewFolder
    private var stamp: JournalStamp?
    private var view: ReviewView?
    /// How often the journal was read.
    private(set) var readings = 0

    init(folder: ReviewFolder) { self.folder = folder }

    /// The review as its journal has it now.
    ///
    /// - Throws: `JournalError`.
    func current() throws -> ReviewView {
        let now = JournalStamp(path: folder.journalPath)
        if let view, now == stamp, now.isReliable { return view }
        readings += 1
        let snapshot = try folder.read()
        // Times of files say that something may have changed; the events say whether it has.
        if let view, view.snapshot.events == snapshot.events {
            stamp = now
            return view
        }
        let fresh = try ReviewView(snapshot)
        stamp = now
        view = fresh
        return fresh
    }
}

/// What the file system says of a journal: a cheap sign that it may have changed.
private struct JournalStamp: Equatable {
    private struct File: Equatable {
        let number: Int?
        let size: Int
        let changed: Date?
    }

    private let files: [File?]
    /// Whether a later write would show: one in the same tick of the file system's clock might not.
    let isReliable: Bool

    init(path: String) {
        files = [path, path + "-wal"].map(Self.file)
        let latest = files.compactMap { $0?.changed }.max() ?? .distantPast
        isReliable = Date().timeIntervalSince(latest) > 1
    }

    static func == (left: JournalStamp, right: JournalStamp) -> Bool { left.files == right.files }

    private static func file(_ path: String) -> File? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let size = facts[.size] as? Int,
            // Every reader may leave an empty write-ahead log behind.
            size > 0
        else { return nil }
        return File(
            number: facts[.systemFileNumber] as? Int,
            size: size,
            changed: facts[.modificationDate] as? Date
        )
    }
}
