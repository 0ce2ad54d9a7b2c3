extension Stylesheet {
    /// The rules of the forms of extraction and appraisal.
    static let extraction = """
        form.study, form.appraisal { margin: 0.6rem 0 1.6rem; }
        form.study fieldset, form.appraisal fieldset {
          border: 1px solid var(--line); border-radius: 8px; background: var(--card);
          margin: 0 0 1.1rem; padding: 0.6rem 1rem 1rem; min-width: 0;
        }
        form.study fieldset fieldset, form.appraisal fieldset fieldset { margin: 0.8rem 0 0; }
        form.study fieldset.whole, form.appraisal fieldset.whole {
          border: 0; background: none; margin: 0; padding: 0;
        }
        form.study legend, form.appraisal legend { font-weight: 600; padding: 0 0.3rem; }
        .cells {
          display: grid; gap: 0.7rem 1rem; align-items: end;
          grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
        }
        .cells label { display: grid; gap: 0.15rem; font-size: 0.88rem; color: var(--muted); }
        .cells label.wide { grid-column: 1 / -1; }
        .cells input, .cells select, .cells textarea, form.appraisal textarea { width: 100%; }
        form.study textarea, form.appraisal textarea {
          font: inherit; color: var(--ink); background: var(--card); max-width: 100%;
          border: 1px solid var(--muted); border-radius: 6px; padding: 0.3rem 0.6rem;
        }
        textarea:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        label.choice { display: flex; gap: 0.5rem; align-items: start; padding: 0.2rem 0; }
        label.choice input { min-height: 1.5rem; min-width: 1.5rem; margin: 0; flex: none; }
        .cells > fieldset.plain { grid-column: 1 / -1; margin: 0; padding: 0; border: 0; }
        .cells > fieldset.plain > legend { font-size: 0.88rem; padding: 0; }
        .fields { align-items: start; margin-top: 0.6rem; }
        .fields label.wide input, .fields label.wide select { max-width: 24rem; }
        details.parts { margin: 0 0 1.1rem; }
        details.parts > summary > h2 { display: inline-block; margin: 0.4rem 0; border: 0; }
        .preview {
          display: block; margin: 0.8rem 0 0; padding: 0.5rem 0.8rem; background: var(--soft);
          border-radius: 6px; font-size: 0.9rem;
        }
        .preview:empty { margin: 0; padding: 0; }
        .preview p { margin: 0.1rem 0; max-width: none; }
        fieldset:has(> .remove input:checked) > .cells { opacity: 0.45; }
        .buttons { display: flex; flex-wrap: wrap; gap: 0.6rem; }
        .question { border-top: 1px solid var(--line); padding: 0.7rem 0; }
        .question p { margin: 0 0 0.3rem; max-width: none; }
        .answers { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; }
        .guidance-head {
          display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center;
          justify-content: space-between; margin: 0.8rem 0 0;
        }
        .guidance-head .note { margin: 0; flex: 1 1 20rem; }
        details.guidance { margin: 0 0 0.3rem; font-size: 0.9rem; }
        details.guidance summary { width: fit-content; font-weight: 400; padding: 0.15rem 0; }
        details.guidance p {
          margin: 0.1rem 0 0.5rem; padding: 0.1rem 0 0.1rem 0.8rem; max-width: 46rem;
          border-left: 3px solid var(--line); white-space: pre-line;
        }
        .difference { background: var(--warnsoft); }
        .difference > th { border-left: 4px solid var(--warn); }
        td .choice { font-size: 0.95rem; }
        ul.faults { color: var(--bad); }

        """
}
