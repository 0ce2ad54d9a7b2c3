import Review
import Workbench

/// Keeps the views of the review that people looked at last, and makes them anew once it has changed.
actor ViewCache {
    /// Views that are kept at most.
    static let most = 8

    private let desk: ReviewDesk
    private var views: [(person: String?, view: ReviewView)] = []
    /// What the records say, which no vote changes.
    private var library: RecordLibrary?

    init(desk: ReviewDesk) { self.desk = desk }

    /// The review as a person may see it; all of it if nobody is named.
    ///
    /// - Throws: `JournalError`.
    func view(for person: String?) async throws -> ReviewView {
        let sequence = try await desk.sequence()
        if let place = views.firstIndex(where: { $0.person == person }) {
            let found = views.remove(at: place)
            if found.view.sequence == sequence {
                views.append(found)
                return found.view
            }
        }
        let snapshot = try await desk.snapshot()
        let library = library(of: snapshot)
        let view = ReviewView(snapshot, person: person, library: library)
        views.append((person, view))
        if views.count > Self.most { views.removeFirst() }
        return view
    }

    private func library(of snapshot: ReviewSnapshot) -> RecordLibrary {
        let key = snapshot.state.imports.map(\.event)
        if let library, library.imports == key { return library }
        let fresh = RecordLibrary(snapshot)
        library = fresh
        return fresh
    }
}
