import MetaAnalysis

/// An R program that computes a pooled result again and compares every number.
public enum PoolScript {
    /// Writes the program for a result.
    ///
    /// The program holds the figures of the table, computes estimates and variances from them by
    /// its own formulas or by `escalc`, repeats every analysis of the result with metafor and ends
    /// with an error unless all numbers agree. It is plain ASCII, and nothing in it depends on
    /// chance or on the locale.
    ///
    /// - Parameters:
    ///   - result: what `PoolTable.pool` returned for the same table and options.
    ///   - options: measure, model and the columns that were used.
    ///   - file: name of the table for comments.
    ///   - header: names of the columns.
    ///   - rows: lines of the table with their fields.
    /// - Returns: the program, ending with a line break.
    /// - Throws: `.faults` if the table cannot be read under these options, which means that the
    ///   result is of another table.
    /// - Reference: Viechtbauer (2010), doi:10.18637/jss.v036.i03.
    public static func script(
        for result: PoolResult,
        options: PoolTableOptions,
        file: String,
        header: [String],
        rows: [(line: Int, fields: [String])]
    ) throws(PoolTableError) -> String {
        let table = try PoolScriptTable(file: file, header: header, rows: rows, options: options)
        var program = RProgram()
        program.add(opening)
        table.writeData(to: &program)
        table.writeEstimates(to: &program)
        table.writeSelection(result, to: &program)
        if let fit = result.fit.value {
            let writer = PoolScriptAnalyses(
                result: result,
                fit: fit,
                options: options,
                table: table
            )
            writer.writeModel(to: &program)
            writer.writeSmallStudyEffects(to: &program)
            writer.writeSensitivity(to: &program)
            writer.writeSubgroups(to: &program)
            writer.writeMultilevel(to: &program)
        }
        program.add(closing)
        return program.text
    }

    /// What every program starts with: packages and the comparison.
    static let opening = #"""
        # Written by Consilience: computes a meta-analysis again with metafor and compares numbers.
        # Run it with: Rscript FILE.R
        # It ends with an error unless every number of Consilience is found again.
        suppressPackageStartupMessages(library(metafor))

        checked <- 0
        disagreements <- character()

        # Numbers agree if they differ by less than 1e-5 of their size. The floor, far below what is
        # ever reported, is for numbers that are zero but for rounding. NA: Consilience reports none.
        check <- function(what, theirs, ours, floor = 1e-9) {
            theirs <- as.numeric(theirs)
            ours <- as.numeric(ours)
            if (length(theirs) != length(ours)) {
                text <- sprintf("%s: %d numbers, Consilience %d", what, length(theirs), length(ours))
                disagreements <<- c(disagreements, text)
                return(invisible(FALSE))
            }
            asked <- !is.na(ours)
            agrees <- abs(theirs - ours) <= 1e-5 * abs(ours) + floor
            for (i in which(asked & !(agrees %in% TRUE))) {
                text <- sprintf("%s [%d]: %.10g, Consilience %.10g", what, i, theirs[i], ours[i])
                disagreements <<- c(disagreements, text)
            }
            checked <<- checked + sum(asked)
            invisible(TRUE)
        }

        # Runs one analysis; an error is listed with the disagreements instead of ending the run.
        attempt <- function(what, code) {
            tryCatch(force(code), error = function(problem) {
                text <- sprintf("%s: stopped, %s", what, conditionMessage(problem))
                disagreements <<- c(disagreements, text)
            })
            invisible(NULL)
        }
        """#

    /// What every program ends with.
    static let closing = #"""

        # ---- Verdict ------------------------------------------------------------------------------
        if (length(disagreements) > 0) writeLines(disagreements)
        stopifnot("Consilience and metafor disagree" = length(disagreements) == 0)
        stopifnot("nothing was compared" = checked > 0)
        cat("Consilience and metafor agree on", checked, "numbers\n")
        """#
}
