import Dispatch

/// Runs long work, one piece after the other, on a thread of its own, so that people who vote do not
/// wait for an import.
final class HeavyWork: TaskExecutor {
    private let queue = DispatchQueue(label: "consilience.heavy", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
