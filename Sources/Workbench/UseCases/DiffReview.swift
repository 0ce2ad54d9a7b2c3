import Foundation
public import Review

/// A moment of a review: an event, the end of a day, a time, or now.
public enum ReviewMoment: Sendable, Equatable {
    /// After the event with a sequence number; 0 is the empty review.
    case event(Int)
    /// After the last event that happened up to a time, UTC, ISO 8601.
    case time(String)
    /// After the last event.
    case now

    /// Reads `now`, the number of an event, a date (its end, UTC) or a time.
    ///
    /// - Parameters:
    ///   - text: what the user wrote.
    ///   - option: name of the option, for the message.
    /// - Throws: `InputRefused` if it is none of them.
    public init(_ text: String, option: String) throws(InputRefused) {
        if text == "now" {
            self = .now
        } else if let number = Int(text), number >= 0 {
            self = .event(number)
        } else if isDate(text) {
            self = .time(text + "T23:59:59Z")
        } else if text.count == 20, isDate(String(text.prefix(10))), text.hasSuffix("Z") {
            self = .time(text)
        } else {
            throw InputRefused(
                file: option,
                "'\(text)' found; the number of an event, YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or now "
                    + "expected"
            )
        }
    }

    /// The events up to the moment, in their order.
    ///
    /// The journal's order rules: where a clock was wrong, all events before the last one that fits
    /// belong to the moment.
    ///
    /// - Parameter events: all events.
    /// - Returns: the first of them.
    public func events(of events: [Event]) -> [Event] {
        switch self {
        case .event(let number): events.filter { $0.sequence <= number }
        // ISO 8601 in UTC sorts as text.
        case .time(let time):
            (events.lastIndex { $0.at <= time }).map { Array(events[...$0]) } ?? []
        case .now: events
        }
    }
}

/// Compares a review at two moments.
public struct DiffReview: Sendable {
    /// The moment before.
    public var from: ReviewMoment
    /// The moment after.
    public var to: ReviewMoment
    /// Who looks; `nil` shows everything.
    ///
    /// Votes of others are left out where the person could not see them then, or may not see them now.
    public var viewer: String?

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - from: the moment before.
    ///   - to: the moment after.
    ///   - viewer: who looks; `nil` shows everything.
    public init(from: ReviewMoment, to: ReviewMoment = .now, viewer: String? = nil) {
        self.from = from
        self.to = to
        self.viewer = viewer
    }

    /// Compares.
    ///
    /// - Parameter snapshot: the review as it is now.
    /// - Returns: what changed.
    /// - Throws: `InputRefused` if an event is not there, the moments are in the wrong order, or the
    ///   protocol does not name the viewer.
    public func run(_ snapshot: ReviewSnapshot) throws(InputRefused) -> ReviewDifference {
        let last = snapshot.events.last?.sequence ?? 0
        for (option, moment) in [("--from", from), ("--to", to)] {
            if case .event(let number) = moment, number > last {
                throw InputRefused(
                    file: option,
                    "there is no event \(number); the last one is \(last)"
                )
            }
        }
        let (earlier, later) = (from.events(of: snapshot.events), to.events(of: snapshot.events))
        guard earlier.count <= later.count else {
            throw InputRefused(
                file: "--from",
                "is event \(earlier.last?.sequence ?? 0), which is after --to, event "
                    + "\(later.last?.sequence ?? 0); give the earlier moment first"
            )
        }
        var old = ReviewState(replaying: earlier)
        var new =
            later.count == snapshot.events.count
            ? snapshot.state : ReviewState(replaying: later)
        if let viewer {
            _ = try snapshot.state.seen(byNamed: viewer)
            old = old.seen(by: viewer, now: snapshot.state)
            new = new.seen(by: viewer, now: snapshot.state)
        }
        return ReviewDifference(from: old, to: new)
    }
}
