/// What can go wrong with a journal on disk.
public enum JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no journal at the path.
    case notFound(path: String)
    /// The file is no journal of this program.
    case notAJournal(path: String, what: String)
    /// The file was written by a newer program.
    case newerFormat(path: String, found: Int, supported: Int)
    /// Another program holds the journal.
    case busy(path: String)
    /// The journal grew since it was read; nothing was written.
    case conflict(basedOn: Int, found: Int)
    /// There is no space left on the disk; nothing was written.
    case diskFull(path: String)
    /// The file is damaged.
    case damaged(path: String, what: String)
    /// The operating system or SQLite refused.
    case refused(path: String, what: String)
    /// An event cannot be read or written.
    case unreadable(String)

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .notFound(let path):
            "there is no review journal at \(path) yet; 'consilience build' or 'import' on its folder "
                + "makes it"
        case .notAJournal(let path, let what):
            "\(path) is not a Consilience journal: \(what)"
        case .newerFormat(let path, let found, let supported):
            "\(path) has format \(found); this program reads up to \(supported): "
                + "use a newer Consilience"
        case .busy(let path):
            "\(path) is being written by another program; nothing was written, try again"
        case .conflict(let basedOn, let found):
            "the review has changed meanwhile (now at event \(found), this was based on "
                + "\(basedOn)); nothing was written, look at the change and try again"
        case .diskFull(let path):
            "no space left on the disk for \(path); nothing was written"
        case .damaged(let path, let what):
            "\(path) is damaged: \(what)"
        case .refused(let path, let what):
            "\(path) cannot be used: \(what)"
        case .unreadable(let what):
            what
        }
    }
}
