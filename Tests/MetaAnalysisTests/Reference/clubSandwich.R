# Cluster-robust inference CR2 with Satterthwaite's degrees of freedom for three-level models.
#
# Usage: Rscript clubSandwich.R shared/data/reference/multilevel.json > clubSandwich.json
suppressMessages({
  library(metafor)
  library(clubSandwich)
  library(jsonlite)
})
sets <- fromJSON(commandArgs(trailingOnly = TRUE)[1], simplifyVector = FALSE)
robust <- function(model, cluster) {
  found <- coef_test(model, vcov = "CR2", cluster = cluster)
  list(b = I(found$beta), se = I(found$SE), df = I(found$df_Satt), p = I(found$p_Satt))
}
result <- lapply(sets, function(set) {
  table <- data.frame(
    yi = unlist(set$yi), vi = unlist(set$vi), outer = unlist(set$outer), inner = unlist(set$inner)
  )
  table$moderator <- seq_len(nrow(table)) %% 3
  plain <- rma.mv(yi, vi, random = ~ 1 | outer/inner, data = table)
  with <- rma.mv(yi, vi, mods = ~moderator, random = ~ 1 | outer/inner, data = table)
  list(
    id = set$id, intercept = robust(plain, table$outer), moderator = robust(with, table$outer),
    versions = c(as.character(packageVersion("clubSandwich")), as.character(packageVersion("metafor")))
  )
})
cat(toJSON(result, digits = 12, auto_unbox = TRUE, pretty = TRUE), "\n")
