import Foundation
import Synchronization

/// A line on standard error that tells how far long work is; on a terminal only.
final class ProgressBar: Sendable {
    private struct State {
        var task = ""
        var shown = -1
        var started = Date()
    }

    private let state = Mutex(State())
    private let isShown: Bool

    /// Creates a bar.
    ///
    /// - Parameter isQuiet: whether nothing is to be shown.
    init(isQuiet: Bool) {
        isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Shows how far a task is; nothing before it has taken half a second.
    ///
    /// - Parameters:
    ///   - task: what is done, in a few words.
    ///   - fraction: how much is done, 0 to 1.
    func show(_ task: String, _ fraction: Double) {
        guard isShown else { return }
        state.withLock { state in
            let percent = Int(max(0, min(1, fraction)) * 100)
            guard task != state.task || percent != state.shown else { return }
            if task != state.task { state.task = task }
            state.shown = percent
            guard Date().timeIntervalSince(state.started) > 0.5 else { return }
            let full = percent * 30 / 100
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
            Self.write("\r\(task)  \(bar) \(percent) %\u{1B}[K")
        }
    }

    /// Takes the line away.
    func finish() {
        guard isShown else { return }
        state.withLock { state in
            if state.shown >= 0 { Self.write("\r\u{1B}[K") }
            state.shown = -1
        }
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
