/// The script that lets a reader sort the tables of the page.
///
/// It stands in a file of its own beside the page, so that a server can forbid all scripts within
/// pages; without it the page shows its tables in their own order.
enum SortScript {
    static let path = "sort.js"

    /// The script.
    ///
    /// Cells sort by `data-value` where they have one, else by their text; numbers before
    /// words, blank cells last. A third press restores the order of the report.
    static let text = """
        "use strict";
        (function () {
          const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

          function value(row, column) {
            const cell = row.cells[column];
            if (!cell) { return null; }
            const text = (cell.dataset.value ?? cell.textContent).trim();
            if (text === "" || text === "\\u2013") { return null; }
            const number = Number(text.replace(/,(?=\\d{3}\\b)/g, "").replace("\\u2212", "-"));
            return Number.isNaN(number) ? text : number;
          }

          function compare(left, right) {
            const numbers = (typeof left === "number") - (typeof right === "number");
            if (numbers !== 0) { return -numbers; }
            return typeof left === "number" ? left - right : words.compare(left, right);
          }

          function sort(table, heading, column, rows) {
            const next = { none: "ascending", ascending: "descending", descending: "none" };
            const order = next[heading.getAttribute("aria-sort") ?? "none"];
            for (const other of table.tHead.rows[0].cells) { other.removeAttribute("aria-sort"); }
            if (order !== "none") { heading.setAttribute("aria-sort", order); }
            const sorted = rows.slice();
            if (order !== "none") {
              const sign = order === "ascending" ? 1 : -1;
              const keys = new Map(rows.map((row) => [row, value(row, column)]));
              sorted.sort((a, b) => {
                const left = keys.get(a), right = keys.get(b);
                if (left === null || right === null) {
                  return (left === null) - (right === null);
                }
                return sign * compare(left, right);
              });
            }
            table.tBodies[0].append(...sorted);
          }

          for (const table of document.querySelectorAll(".table table")) {
            const rows = Array.from(table.tBodies[0]?.rows ?? []);
            if (rows.length < 2 || !table.tHead) { continue; }
            Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.className = "sort";
              button.title = "Sort by this column";
              button.append(...heading.childNodes);
              button.addEventListener("click", () => sort(table, heading, column, rows));
              heading.append(button);
            });
          }
        })();

        """
}
