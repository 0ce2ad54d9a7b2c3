extension Stylesheet {
    /// Forms, columns beside each other, text as it is typed.
    static let synthesis = """
        form.sheet { display: grid; gap: 0.8rem; max-width: 46rem; margin: 0.6rem 0 1.2rem; }
        form.sheet label { display: grid; gap: 0.2rem; min-width: 0; }
        form.sheet label.choice, label.choice {
          display: flex; gap: 0.5rem; align-items: center; min-height: 1.8rem;
        }
        form.sheet fieldset {
          display: grid; gap: 0.7rem; border: 1px solid var(--line); border-radius: 8px;
          padding: 0.6rem 0.9rem 0.9rem; margin: 0; min-width: 0;
        }
        form.sheet fieldset.plain { border: 0; padding: 0; gap: 0.1rem; }
        form.sheet legend { font-weight: 600; padding: 0 0.3rem; }
        form.sheet fieldset.plain legend { font-weight: 400; padding: 0; }
        form.sheet button { justify-self: start; }
        form.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0; }
        textarea {
          font: inherit; color: var(--ink); background: var(--card); max-width: 100%; width: 100%;
          border: 1px solid var(--muted); border-radius: 6px; padding: 0.35rem 0.6rem;
        }
        textarea:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        textarea.code, pre {
          font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.86rem;
          line-height: 1.45; overflow-wrap: normal;
        }
        textarea.code { white-space: pre; overflow-x: auto; tab-size: 2; }
        pre { margin: 0; padding: 0.7rem 0.9rem; overflow-x: auto; }
        pre.command {
          background: var(--soft); border-radius: 6px; white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
        .split > *, .numbered > * { min-width: 0; }
        .split form.sheet { max-width: none; align-self: start; }
        form.sheet, form.sheet fieldset, #choices { grid-template-columns: minmax(0, 1fr); }
        #choices { display: grid; gap: 0.8rem; min-width: 0; }
        .split form th, .split form td { padding: 0.4rem 0.5rem; }
        .split form td small { display: block; }
        nav.tabs ul {
          display: flex; flex-wrap: wrap; gap: 0 0.4rem; list-style: none; margin: 0 0 1rem;
          padding: 0; max-width: none;
        }
        nav.tabs a { display: block; padding: 0.45rem 0.7rem; }
        .split form .table { max-height: 26rem; overflow-y: auto; margin: 0; }
        input[type=checkbox], input[type=radio] {
          width: 1.5rem; height: 1.5rem; min-height: 0; flex: none; accent-color: var(--accent);
        }
        button.plain {
          background: transparent; color: var(--accent); border-color: var(--line);
        }
        .pairs { display: grid; grid-template-columns: minmax(7rem, 1fr) 3fr; gap: 0.4rem 0.7rem; }
        .diff { list-style: none; padding: 0; margin: 0; max-width: none; }
        .diff li { margin: 0; padding: 0 0.9rem; white-space: pre-wrap; }
        .diff .added { background: var(--goodsoft); color: var(--good); }
        .diff .removed { background: var(--badsoft); color: var(--bad); }
        .numbered { display: grid; grid-template-columns: auto 1fr; }
        .numbered pre { color: var(--muted); text-align: right; padding-right: 0.3rem; }
        @media (min-width: 68rem) {
          .split { display: grid; grid-template-columns: 24rem 1fr; gap: 0 2rem; }
        }
        @media (max-width: 36rem) { .pairs { grid-template-columns: 1fr; } }

        """
}
