import Dispatch

/// Runs what may take long, such as pages of a large review, on a thread of its own, one piece after the
/// other: whoever votes meanwhile does not wait for it.
final class PageExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "consilience.pages")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
