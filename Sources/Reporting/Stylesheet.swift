/// The style of the page, inline so that the page needs no other file.
enum Stylesheet {
    /// The rules, without `<` and `&`, since the page is parsed as XML too.
    static let text = """
        :root {
          --paper: #fbfbf9; --card: #ffffff; --ink: #1c2226; --muted: #57616a; --line: #d9dde0;
          --accent: #0b4f7d; --soft: #eaf1f6; --warn: #8a3d00; --warnsoft: #fdf1e3;
          --good: #1d6b4f; --low: #d8efe6; --high: #f9dccb; --unclear: #f7f0b8;
          font-size: 100%;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14181b; --card: #1c2226; --ink: #e9ecee; --muted: #a8b2ba; --line: #363f46;
            --accent: #86c5ee; --soft: #1f2d38; --warn: #ffb876; --warnsoft: #33261a;
            --good: #7fd1b0; --low: #1f4637; --high: #5b3018; --unclear: #4f4a16;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        body {
          margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(0.9rem, 3vw, 2.5rem) 3rem;
          background: var(--paper); color: var(--ink); line-height: 1.5;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
          overflow-wrap: break-word;
        }
        h1 { font-size: clamp(1.5rem, 4vw, 2.2rem); line-height: 1.2; margin: 0 0 1rem; }
        h2 {
          font-size: 1.45rem; line-height: 1.25; margin: 3rem 0 1rem; padding-bottom: 0.3rem;
          border-bottom: 2px solid var(--line);
        }
        h3 { font-size: 1.12rem; margin: 1.8rem 0 0.6rem; }
        h4 { font-size: 1rem; margin: 1.4rem 0 0.4rem; }
        p, ul { max-width: 48rem; }
        ul.plain { padding-left: 1.2rem; }
        ul.plain li { margin: 0.25rem 0; }
        ul.files { columns: 18rem; font-size: 0.9rem; padding-left: 1.2rem; }
        a { color: var(--accent); }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
          outline: 3px solid var(--accent); outline-offset: 2px;
        }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: 0.5rem 1rem; }
        .kind {
          margin: 0 0 0.3rem; color: var(--muted); font-size: 0.85rem; letter-spacing: 0.06em;
          text-transform: uppercase;
        }
        .statement {
          max-width: none; margin: 0 0 1.2rem; padding: 0.9rem 1.1rem; font-weight: 600;
          color: var(--warn); background: var(--warnsoft); border-left: 5px solid var(--warn);
          border-radius: 4px;
        }
        .reminder, .warning { color: var(--warn); font-size: 0.92rem; }
        .reminder { border-left: 3px solid var(--warn); padding-left: 0.7rem; }
        .good { color: var(--good); }
        .empty, .note { color: var(--muted); }
        .note { font-size: 0.85rem; margin: 0.4rem 0 0; }
        .theirs {
          padding: 0.7rem 1rem; border: 1px dashed var(--muted); border-radius: 4px;
          max-width: none;
        }
        .mind {
          margin: 1rem 0; padding: 0.2rem 1.1rem 0.5rem; background: var(--warnsoft);
          border-left: 4px solid var(--warn); border-radius: 4px;
        }
        .mind h4 { margin: 0.6rem 0 0; }
        dl.key {
          display: grid; gap: 0.8rem; margin: 0;
          grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
        }
        dl.key div {
          background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          padding: 0.8rem 1rem;
        }
        dl.key dt { color: var(--muted); font-size: 0.85rem; }
        dl.key dd { margin: 0; }
        dl.key b { display: block; font-size: 1.7rem; line-height: 1.25; }
        dl.key small { color: var(--muted); }
        nav {
          margin: 1.5rem 0 0; padding: 0.6rem 0; border-top: 1px solid var(--line);
          border-bottom: 1px solid var(--line); font-size: 0.92rem;
        }
        nav ol {
          display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; margin: 0; padding: 0;
          list-style: none;
        }
        dl.question { margin: 0 0 1rem; max-width: 60rem; }
        dl.question div {
          display: grid; grid-template-columns: minmax(7rem, 10rem) 1fr; gap: 0 1rem;
          padding: 0.45rem 0; border-bottom: 1px solid var(--line);
        }
        dl.question dt { font-weight: 600; }
        dl.question dd { margin: 0; min-width: 0; }
        figure { margin: 1.4rem 0; }
        .drawing {
          background: #ffffff; color: #1a1a1a; border: 1px solid var(--line); border-radius: 8px;
          padding: clamp(0.4rem, 2vw, 1.2rem); overflow-x: auto;
        }
        .drawing svg {
          display: block; width: 100%; height: auto; min-width: 34rem; max-width: 58rem;
          margin: 0 auto;
        }
        figcaption { color: var(--muted); font-size: 0.9rem; margin-top: 0.4rem; }
        .file {
          font-size: 0.78rem; font-weight: 400; margin-left: 0.4rem; padding: 0 0.4rem;
          border: 1px solid var(--line); border-radius: 4px; text-decoration: none;
        }
        .table {
          overflow-x: auto; margin: 1.4rem 0 0; background: var(--card);
          border: 1px solid var(--line); border-radius: 8px;
        }
        table { border-collapse: collapse; width: 100%; font-size: 0.88rem; line-height: 1.4; }
        caption { text-align: left; font-weight: 600; padding: 0.7rem 0.8rem; font-size: 0.95rem; }
        th, td { padding: 0.45rem 0.8rem; text-align: left; vertical-align: top; }
        thead th {
          background: var(--soft); border-bottom: 1px solid var(--line); vertical-align: bottom;
        }
        button.sort {
          all: unset; cursor: pointer; font-weight: inherit; text-align: inherit; width: 100%;
        }
        button.sort:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        button.sort:hover { text-decoration: underline; }
        th[aria-sort="ascending"] button.sort::after { content: " \\25B2"; }
        th[aria-sort="descending"] button.sort::after { content: " \\25BC"; }
        tbody th { font-weight: 500; }
        tbody tr + tr th, tbody tr + tr td { border-top: 1px solid var(--line); }
        tbody tr:target, tbody tr:has(:target) { background: var(--warnsoft); }
        th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; }
        td.n { white-space: nowrap; }
        td:has(small) { min-width: 10.5rem; }
        tbody th:has(small) { min-width: 15rem; }
        .line { white-space: nowrap; }
        td small, th small { color: var(--muted); font-weight: 400; }
        code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.86em; }
        code.query { display: block; min-width: 16rem; max-width: 34rem; white-space: pre-wrap; }
        code.whole { word-break: break-all; }
        .j { padding: 0.05rem 0.45rem; border-radius: 4px; white-space: nowrap; }
        .low { background: var(--low); }
        .high { background: var(--high); }
        .unclear { background: var(--unclear); }
        .side-by-side {
          display: grid; gap: 0 1.4rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr));
        }
        .side-by-side div { min-width: 0; }
        details { margin: 1.2rem 0; }
        summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: 0.3rem 0; }
        footer { margin-top: 3rem; color: var(--muted); font-size: 0.85rem; }
        @media (max-width: 34rem) {
          dl.question div { grid-template-columns: 1fr; }
          th, td { padding: 0.4rem 0.6rem; }
        }
        @media print {
          :root {
            --paper: #ffffff; --card: #ffffff; --ink: #000000; --muted: #444444; --line: #bbbbbb;
            --accent: #000000; --soft: #f1f1f1; --warn: #000000; --warnsoft: #f4f4f4;
            --good: #000000; --low: #e4f3ec; --high: #f6ddcf; --unclear: #f5f0c9;
          }
          @page { margin: 15mm; }
          body { max-width: none; padding: 0; font-size: 9.5pt; }
          nav, .skip, .file { display: none; }
          details::details-content { content-visibility: visible; }
          summary { list-style: none; color: var(--ink); }
          .table, .drawing { overflow: visible; border: 0; padding: 0; }
          .drawing svg { min-width: 0; max-width: 100%; max-height: 240mm; }
          table { font-size: 7pt; }
          td.n { white-space: normal; }
          th, td { padding: 0.8mm 1mm; }
          td:has(small) { min-width: 0; }
          tbody th:has(small) { min-width: 34mm; }
          td:has(a) { min-width: 19mm; }
          td a, td code, tbody th { overflow-wrap: anywhere; }
          .line { white-space: normal; }
          tr, figure, .mind { break-inside: avoid; }
          h2, h3, h4, caption { break-after: avoid; }
          thead { display: table-header-group; }
          a { text-decoration: none; }
          code.query { min-width: 0; }
        }

        """
}
