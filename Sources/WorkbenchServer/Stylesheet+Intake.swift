extension Stylesheet {
    /// The rules of importing, pairs and full texts.
    static let intake = """
        .drop {
          border: 2px dashed var(--muted); border-radius: 8px; padding: 0.8rem 1rem; margin: 0.6rem 0;
          background: var(--card);
        }
        .drop.small { padding: 0.3rem 0.5rem; border-width: 1px; margin: 0.3rem 0; }
        .drop.small label { font-size: 0.85rem; }
        .drop.over { border-color: var(--accent); background: var(--soft); }
        .drop input[type=file] { border: 0; padding-left: 0; background: transparent; }
        .file-card {
          background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          padding: 0.6rem 0.9rem; margin: 0.8rem 0; max-width: none;
        }
        .file-card fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 0.6rem; }
        .file-card legend { font-weight: 600; padding: 0; }
        .file-card label { display: grid; gap: 0.15rem; }
        .file-card [data-remove] { justify-self: start; }
        .pair-of-fields {
          display: grid; gap: 0.6rem 1rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        }
        .file-card.done fieldset > :not(legend) { display: none; }
        dl.fields dd ul { margin: 0; padding-left: 1.1rem; white-space: normal; }
        .file-card textarea { width: 100%; font: inherit; }
        textarea {
          font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--muted);
          border-radius: 6px; padding: 0.35rem 0.6rem; max-width: 100%;
        }
        textarea:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .faults { max-height: 20rem; overflow: auto; }
        #intake > .toolbar { display: flex; flex-wrap: wrap; gap: 0.6rem 1.2rem; align-items: center; }
        #intake > .toolbar[hidden] { display: none; }
        input[type=checkbox], input[type=radio] { min-height: 1.5rem; min-width: 1.5rem; }
        pre {
          white-space: pre-wrap; max-width: 46rem; font-size: 0.85rem; max-height: 18rem; overflow: auto;
        }
        nav.tabs ul {
          display: flex; flex-wrap: wrap; gap: 0 0.3rem; list-style: none; padding: 0; margin: 0 0 1rem;
          border-bottom: 1px solid var(--line); max-width: none;
        }
        nav.tabs li { margin: 0; }
        nav.tabs a {
          display: block; padding: 0.45rem 0.7rem; text-decoration: none;
          border-bottom: 3px solid transparent;
        }
        nav.tabs a[aria-current] { border-bottom-color: var(--accent); font-weight: 600; }
        table.pair { table-layout: fixed; }
        table.pair th:first-child { width: 9rem; }
        table.pair td { line-height: 1.55; }
        tr.differs > th, tr.one-sided > th { border-left: 4px solid var(--warn); }
        tr.same > td { color: var(--muted); }
        mark.differs {
          background: var(--warnsoft); color: var(--ink); border-bottom: 2px solid var(--warn);
          border-radius: 2px; padding: 0 0.1rem;
        }
        #judge { position: sticky; bottom: 0; background: var(--paper); padding: 0.5rem 0; z-index: 1; }
        #judge .buttons { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; }
        #judge button { min-width: 10rem; min-height: 2.8rem; }
        #judge button.no { background: var(--card); color: var(--ink); border-color: var(--muted); }
        #pair:focus { outline: none; }
        .judged p { margin: 0.4rem 0; }
        kbd {
          font: inherit; font-size: 0.8em; border: 1px solid currentColor; border-radius: 4px;
          padding: 0 0.3rem; opacity: 0.85;
        }
        .attached { margin: 0.2rem 0; }
        .attached details { margin: 0; }
        button.plain { background: transparent; color: var(--accent); border-color: var(--line); }
        form.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0.3rem 0; }
        @media (max-width: 36rem) {
          table.pair, table.pair tbody, table.pair tr { display: block; }
          table.pair thead tr { display: grid; grid-template-columns: 1fr 1fr; }
          table.pair thead th:first-child { display: none; }
          table.pair tbody tr { display: grid; grid-template-columns: 1fr 1fr; }
          table.pair tbody th { grid-column: 1 / -1; width: auto; padding-bottom: 0; }
          table.pair td { border-top: 0 !important; }
          #judge button { flex: 1 1 8rem; min-width: 0; }
        }

        """
}
