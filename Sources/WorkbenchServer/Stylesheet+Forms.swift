/// The style of forms, and of the page on which people vote.
extension Stylesheet {
    /// Fields, buttons and the ways in which forms are laid out.
    static let forms = """
        input, select, button, textarea {
          font: inherit; color: var(--ink); background: var(--card); min-height: 2.5rem;
          border: 1px solid var(--muted); border-radius: 6px; padding: 0.3rem 0.65rem;
          max-width: 100%;
        }
        input[type=search] { width: min(24rem, 88vw); }
        input[type=checkbox], input[type=radio] {
          min-height: 0; width: 1.5rem; height: 1.5rem; margin: 0; padding: 0; flex: none;
          accent-color: var(--accent);
        }
        textarea { width: 100%; line-height: 1.45; resize: vertical; }
        button, .button {
          background: var(--accent); color: var(--paper); border: 1px solid var(--accent);
          border-radius: 6px; padding: 0.4rem 1.1rem; font-weight: 600; cursor: pointer;
        }
        a.button { display: inline-block; min-height: 2.5rem; text-decoration: none; }
        button:hover, .button:hover { filter: brightness(1.12); }
        button:disabled { opacity: 0.55; cursor: default; filter: none; }
        button.plain, .button.plain {
          background: transparent; color: var(--accent); border-color: var(--line);
          font-weight: 500; padding: 0.3rem 0.8rem; min-height: 2.1rem;
        }
        button.plain:hover, .button.plain:hover { background: var(--soft); filter: none; }
        button.danger { background: var(--bad); border-color: var(--bad); }
        footer button.plain, .account button.plain { border-color: transparent; }
        fieldset {
          border: 1px solid var(--line); border-radius: 8px; margin: 0; padding: 0.5rem 0.9rem 0.8rem;
          min-width: 0;
        }
        legend { padding: 0 0.4rem; color: var(--muted); font-size: 0.92rem; }
        label.choice {
          display: flex; gap: 0.6rem; align-items: center; min-height: 2.2rem; width: fit-content;
          max-width: 100%; color: var(--ink); cursor: pointer;
        }
        form.sheet { display: grid; gap: 0.9rem; max-width: 34rem; margin: 1rem 0 2rem; }
        form.sheet > label { display: grid; gap: 0.25rem; font-size: 0.92rem; color: var(--muted); }
        form.sheet > label.choice { display: flex; }
        form.sheet > button { justify-self: start; }
        form.sheet > .note { margin: -0.5rem 0 0; }
        form.sheet > label > input:not([type=checkbox]):not([type=radio]), form.sheet > label > select {
          width: 100%;
        }
        form.row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.8rem; align-items: center; margin: 0; }
        form.row label { display: inline-flex; gap: 0.5rem; align-items: center; }
        form.filter {
          display: flex; flex-wrap: wrap; gap: 0.7rem 1rem; align-items: end; margin: 0 0 1rem;
        }
        form.filter label { display: grid; gap: 0.15rem; font-size: 0.85rem; color: var(--muted); }
        form.filter a { padding: 0.4rem 0; }
        kbd {
          display: inline-block; min-width: 1.5em; padding: 0 0.3em; text-align: center;
          font: 0.78em/1.55 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; color: inherit;
          border: 1px solid currentcolor; border-radius: 4px; opacity: 0.85;
        }
        .toolbar {
          display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; align-items: center; max-width: none;
          margin: 0 0 0.9rem; color: var(--muted); font-size: 0.92rem;
        }
        .tabs ul {
          display: flex; flex-wrap: wrap; gap: 0 0.3rem; list-style: none; margin: 0 0 1rem; padding: 0;
          max-width: none; border-bottom: 1px solid var(--line);
        }
        .tabs li { margin: 0; }
        .tabs a {
          display: block; padding: 0.5rem 0.9rem; text-decoration: none; margin-bottom: -1px;
          border-bottom: 3px solid transparent;
        }
        .tabs a:hover { background: var(--soft); }
        .tabs a[aria-current] {
          border-bottom-color: var(--accent); font-weight: 600; color: var(--ink);
        }
        mark { color: inherit; background: var(--unclear); border-radius: 3px; padding: 0 0.12em; }
        mark.for { background: var(--for); border-bottom: 2px solid var(--good); }
        mark.against { background: var(--against); border-bottom: 2px dashed var(--bad); }
        iframe.document {
          display: block; width: 100%; height: min(80vh, 60rem); margin: 1rem 0 0; background: #ffffff;
          border: 1px solid var(--line); border-radius: 8px;
        }
        .abstract { max-width: 44rem; line-height: 1.65; white-space: pre-line; }
        .byline { color: var(--muted); margin: 0.2rem 0 0.9rem; }

        """

    /// Voting: the record to read, and below it the buttons, always in reach.
    static let screening = """
        #desk { max-width: 52rem; }
        #record {
          background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          padding: clamp(0.9rem, 2.5vw, 1.7rem) clamp(0.9rem, 3vw, 2rem); min-height: 11rem;
          touch-action: pan-y;
        }
        #record:focus { outline: none; }
        #record:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
        #record h2 {
          border: 0; margin: 0; padding: 0; font-size: clamp(1.12rem, 2.4vw, 1.35rem);
          line-height: 1.35; text-wrap: pretty;
        }
        #record .abstract { font-size: 1.03rem; }
        #record .keywords, #record .links { font-size: 0.9rem; color: var(--muted); }
        #record .links { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin-bottom: 0; }
        #record .links a { padding: 0.25rem 0; }
        #message { margin: 0 0 0.8rem; padding: 0.5rem 0.9rem; border-radius: 6px; background: var(--soft); }
        #message.warning { background: var(--warnsoft); color: var(--warn); }
        #unsent:not(:empty) {
          background: var(--warnsoft); color: var(--warn); border-radius: 4px; padding: 0 0.5rem;
        }
        .vote {
          position: sticky; bottom: 0; z-index: 1; margin: 0 -0.4rem; padding: 0.8rem 0.4rem 0.9rem;
          background: var(--paper); border-top: 1px solid var(--line);
        }
        .vote[hidden] { display: none; }
        #record + .vote { margin-top: 0.9rem; }
        .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
        .buttons [data-verdict] {
          flex: 1 1 7rem; min-height: 3rem; background: var(--card); color: var(--ink);
          border: 1px solid var(--muted);
        }
        .buttons [data-verdict]:hover { background: var(--soft); filter: none; }
        .buttons .yes { color: var(--good); border-color: var(--good); background: var(--goodsoft); }
        .buttons .no { color: var(--bad); border-color: var(--bad); background: var(--badsoft); }
        .buttons .yes:hover { background: var(--goodsoft); box-shadow: inset 0 0 0 1px var(--good); }
        .buttons .no:hover { background: var(--badsoft); box-shadow: inset 0 0 0 1px var(--bad); }
        .buttons .plain { min-height: 3rem; }
        .remarks {
          display: grid; gap: 0.6rem 0.9rem; margin-top: 0.7rem;
          grid-template-columns: minmax(9rem, 1fr) 2fr minmax(9rem, 1fr);
        }
        .remarks label { font-size: 0.85rem; color: var(--muted); min-width: 0; }
        .remarks select, .remarks input, .remarks textarea {
          display: block; width: 100%; height: 2.5rem; margin-top: 0.15rem;
        }
        .remarks textarea:focus { height: 5.5rem; }
        .criteria h2 { border: 0; margin: 1.1rem 0 0.3rem; padding: 0; font-size: 1rem; }
        #recent { padding-left: 1.4rem; }
        #recent li { padding: 0.25rem 0; }
        html:has(#desk) { scroll-padding-bottom: 11rem; }
        @media (min-width: 76rem) {
          main:has(#desk) {
            display: grid; grid-template-columns: minmax(0, 52rem) minmax(16rem, 1fr); gap: 0 2.2rem;
            align-items: start;
          }
          main:has(#desk) > * { grid-column: 1 / -1; }
          main:has(#desk) > #desk { grid-column: 1; grid-row: 3 / span 6; }
          main:has(#desk) > details { grid-column: 2; font-size: 0.95rem; }
        }

        """

    /// Narrow windows, phones and paper; comes last, so that it has the last word.
    static let narrow = """
        @media (max-width: 36rem) {
          dl.fields div { grid-template-columns: 1fr; }
          th, td { padding: 0.35rem 0.55rem; }
          header li a { padding: 0.5rem; }
          header ul { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: thin; }
          header li a { white-space: nowrap; }
          .remarks { grid-template-columns: 1fr; }
          select { max-width: calc(100vw - 3.5rem); }
          #record { border-radius: 8px; }
          .vote { position: static; border: 0; }
          main:has(#desk) { padding-bottom: 8.5rem; }
          .buttons {
            position: fixed; inset: auto 0 0 0; z-index: 2; gap: 0.4rem; background: var(--card);
            padding: 0.55rem 0.7rem calc(0.55rem + env(safe-area-inset-bottom));
            border-top: 1px solid var(--line); box-shadow: 0 -4px 14px rgb(0 0 0 / 0.12);
          }
          .buttons [data-verdict] { flex: 1 1 28%; min-height: 3.3rem; padding: 0.3rem; }
          .buttons .plain { flex: 1 1 40%; min-height: 2.4rem; border-color: transparent; }
          .buttons kbd, .remarks kbd { display: none; }
        }
        @media print { header nav, .skip, .file, form, .pager, .vote { display: none; } }

        """
}
