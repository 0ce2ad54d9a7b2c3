import Dispatch

/// Runs an actor on a thread of its own, one job after the other.
///
/// What waits for the disk there keeps nobody else from running, and nothing else that is slow keeps it.
final class ThreadExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Creates an executor.
    ///
    /// - Parameter label: name of its thread, for those who look at the program from outside.
    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
