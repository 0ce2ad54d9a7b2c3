/// The style of the pages on conflicts.
extension Stylesheet {
    /// Votes that differ, and what people say about them.
    static let discussion = """
        mark.differs {
          background: var(--warnsoft); color: var(--warn); font-weight: 600; padding: 0.1rem 0.4rem;
          border-radius: 4px; border-bottom: 2px solid var(--warn);
        }
        .done {
          padding: 0.6rem 1rem; background: var(--goodsoft); border-left: 4px solid var(--good);
          border-radius: 4px;
        }
        ol.thread { list-style: none; margin: 0; padding: 0; max-width: 52rem; }
        ol.thread li {
          margin: 0.6rem 0; padding: 0.5rem 0.9rem; background: var(--card);
          border: 1px solid var(--line); border-radius: 8px;
        }
        ol.thread li:target { border-color: var(--accent); }
        ol.thread p { margin: 0.2rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        .said {
          display: flex; flex-wrap: wrap; gap: 0.1rem 0.8rem; align-items: center;
          font-size: 0.88rem; color: var(--muted);
        }
        .said strong { color: var(--ink); }
        .said a { padding: 0.2rem 0; }
        .said form { margin-left: auto; }
        form.remark { display: grid; gap: 0.4rem; max-width: 52rem; margin: 1rem 0 2rem; }
        form.remark label { font-size: 0.92rem; color: var(--muted); }
        form.remark button { justify-self: start; }
        form.remark .note { margin: 0; }

        """
}
