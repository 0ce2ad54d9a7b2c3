/// The style of all pages; the sections that come from the report use the same class names.
enum Stylesheet {
    /// All rules.
    static let text =
        frame + forms + screening + discussion + intake + extraction + synthesis + narrow

    /// Colours, the frame around every page, and what pages show.
    private static let frame = """
        :root {
          color-scheme: light dark;
          --paper: #fafaf8; --card: #ffffff; --ink: #1b2125; --muted: #566069; --line: #d8dcdf;
          --accent: #0b4f7d; --soft: #eaf1f6; --warn: #863b00; --warnsoft: #fdf1e3;
          --good: #17603f; --goodsoft: #e0f3ea; --bad: #93231a; --badsoft: #fbe4e1;
          --low: #d8efe6; --high: #f9dccb; --unclear: #f7f0b8; --for: #d3eedd; --against: #fbdcd2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14181b; --card: #1b2125; --ink: #e8ebed; --muted: #a6b0b8; --line: #374047;
            --accent: #86c5ee; --soft: #1f2d38; --warn: #ffb876; --warnsoft: #33261a;
            --good: #86d6b5; --goodsoft: #16352a; --bad: #ff9d92; --badsoft: #401d1a;
            --low: #1f4637; --high: #5b3018; --unclear: #4f4a16; --for: #1f4a38; --against: #5a2b1f;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; max-width: 80rem; padding: 0 clamp(0.8rem, 3vw, 2.2rem) 3rem;
          background: var(--paper); color: var(--ink); line-height: 1.5;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        h1 { font-size: clamp(1.35rem, 3.5vw, 1.9rem); line-height: 1.25; margin: 1.2rem 0 0.9rem; }
        h2 {
          font-size: 1.25rem; margin: 2.2rem 0 0.8rem; padding-bottom: 0.25rem;
          border-bottom: 2px solid var(--line);
        }
        h3 { font-size: 1.08rem; margin: 1.4rem 0 0.5rem; }
        h4 { font-size: 1rem; margin: 1rem 0 0.3rem; }
        p, ul { max-width: 52rem; }
        ul { padding-left: 1.2rem; }
        li { margin: 0.2rem 0; }
        a { color: var(--accent); }
        :focus-visible {
          outline: 3px solid var(--accent); outline-offset: 2px;
        }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 0.4rem; background: var(--card); padding: 0.4rem 0.9rem; }
        header { border-bottom: 1px solid var(--line); padding-top: 0.7rem; }
        .review { margin: 0 0 0.2rem; color: var(--muted); font-size: 0.88rem; max-width: none; }
        header ul {
          display: flex; flex-wrap: wrap; gap: 0 0.4rem; list-style: none; margin: 0; padding: 0;
          max-width: none;
        }
        header li { margin: 0; }
        header li a {
          display: block; padding: 0.55rem 0.7rem; text-decoration: none;
          border-bottom: 3px solid transparent;
        }
        header li a:hover { background: var(--soft); }
        header li a[aria-current] { border-bottom-color: var(--accent); font-weight: 600; }
        .account {
          display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; align-items: center;
          float: right; margin: -0.3rem 0 0 1rem; font-size: 0.92rem;
        }
        .account a { padding: 0.35rem 0; }
        .review { padding-right: 12rem; }
        .review + .account { margin-top: -2.2rem; }
        header nav { clear: both; }
        .statement {
          max-width: none; margin: 0 0 1.2rem; padding: 0.8rem 1rem; font-weight: 600;
          color: var(--warn); background: var(--warnsoft); border-left: 5px solid var(--warn);
          border-radius: 4px;
        }
        .reminder, .warning { color: var(--warn); }
        .reminder { border-left: 3px solid var(--warn); padding-left: 0.7rem; }
        .good { color: var(--good); }
        .empty, .note, small { color: var(--muted); }
        .note { font-size: 0.85rem; margin: 0.4rem 0 0; }
        .mind {
          margin: 1rem 0; padding: 0.2rem 1rem 0.5rem; background: var(--warnsoft);
          border-left: 4px solid var(--warn); border-radius: 4px;
        }
        .mind h2 { border: 0; margin: 0.5rem 0 0; font-size: 1rem; padding: 0; }
        dl.key {
          display: grid; gap: 0.7rem; margin: 0;
          grid-template-columns: repeat(auto-fit, minmax(9.2rem, 1fr));
        }
        dl.key div {
          background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          padding: 0.7rem 0.9rem;
        }
        dl.key dt { color: var(--muted); font-size: 0.85rem; }
        dl.key dd { margin: 0; }
        dl.key b { display: block; font-size: 1.6rem; line-height: 1.25; }
        dl.fields { margin: 0; max-width: 62rem; }
        dl.fields div {
          display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem; padding: 0.35rem 0;
          border-bottom: 1px solid var(--line);
        }
        dl.fields dt { color: var(--muted); }
        dl.fields dd { margin: 0; min-width: 0; white-space: pre-line; }
        .table {
          overflow-x: auto; margin: 1rem 0; background: var(--card); border: 1px solid var(--line);
          border-radius: 8px;
        }
        table {
          border-collapse: collapse; width: 100%; font-size: 0.9rem; line-height: 1.4;
          overflow-wrap: break-word;
        }
        caption { text-align: left; font-weight: 600; padding: 0.6rem 0.8rem; }
        th, td { padding: 0.4rem 0.8rem; text-align: left; vertical-align: top; }
        thead th { background: var(--soft); border-bottom: 1px solid var(--line); }
        tbody th { font-weight: 500; }
        tbody tr + tr th, tbody tr + tr td { border-top: 1px solid var(--line); }
        tbody tr:has(:target) { background: var(--warnsoft); }
        th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; }
        td.n, .line, time, .badge { white-space: nowrap; }
        td a:has(+ br + a), td br + a { display: inline-block; line-height: 1.7rem; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.88em; }
        progress { width: 7rem; height: 0.7rem; accent-color: var(--accent); }
        .badge {
          display: inline-block; padding: 0.05rem 0.5rem; border-radius: 4px; font-size: 0.85rem;
          background: var(--soft);
        }
        .badge.good { background: var(--goodsoft); color: var(--good); }
        .badge.open { background: var(--warnsoft); color: var(--warn); }
        .badge.bad { background: var(--badsoft); color: var(--bad); }
        .j { padding: 0.05rem 0.45rem; border-radius: 4px; white-space: nowrap; }
        .low { background: var(--low); }
        .high { background: var(--high); }
        .unclear { background: var(--unclear); }
        figure { margin: 1rem 0; }
        .drawing {
          background: #ffffff; color: #1a1a1a; border: 1px solid var(--line); border-radius: 8px;
          padding: clamp(0.3rem, 2vw, 1.2rem); overflow-x: auto;
        }
        .drawing svg {
          display: block; width: 100%; height: auto; min-width: 34rem; max-width: 60rem;
          margin: 0 auto;
        }
        figcaption { color: var(--muted); font-size: 0.9rem; margin-top: 0.4rem; }
        .file {
          display: inline-block; font-size: 0.85rem; padding: 0.1rem 0.5rem; margin-right: 0.4rem;
          border: 1px solid var(--line); border-radius: 4px; text-decoration: none;
        }
        .embedded h2 { display: none; }
        details { margin: 1rem 0; }
        summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: 0.3rem 0; }
        .pager { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; padding: 0.4rem 0; }
        .pager .off { color: var(--muted); }
        footer {
          display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: center; margin-top: 3rem;
          padding-top: 0.5rem; border-top: 1px solid var(--line); color: var(--muted);
          font-size: 0.85rem;
        }

        """
}
