# Fits the bivariate binomial-normal model with lme4 as tightly as lme4 allows.
#
# shared/data/reference/bivariate.json holds lme4's values at its default `tolPwrss` of 1e-7, at which
# the inner iteration stops early: the log-likelihood ends 2e-4 to 1e-3 below its maximum and standard
# errors differ by up to 1 %. At 1e-13 lme4 climbs to where our exact derivatives vanish.
#
# Usage: Rscript lme4.R shared/data/reference/bivariate.json > lme4.json
suppressMessages({
  library(lme4)
  library(jsonlite)
})
sets <- fromJSON(commandArgs(trailingOnly = TRUE)[1], simplifyVector = FALSE)
fits <- lapply(sets, function(set) {
  cells <- lapply(set$data, unlist)
  k <- length(cells$TP)
  long <- rbind(
    data.frame(study = 1:k, yes = cells$TP, no = cells$FN, sens = 1, spec = 0),
    data.frame(study = 1:k, yes = cells$TN, no = cells$FP, sens = 0, spec = 1)
  )
  model <- glmer(
    cbind(yes, no) ~ 0 + sens + spec + (0 + sens + spec | study),
    data = long, family = binomial, nAGQ = 1,
    control = glmerControl(
      optimizer = "bobyqa", tolPwrss = 1e-13,
      optCtrl = list(maxfun = 1e6, rhoend = 1e-11)
    )
  )
  spread <- VarCorr(model)$study
  errors <- as.matrix(vcov(model))
  list(
    id = set$id, mean = unname(fixef(model)), se = unname(sqrt(diag(errors))),
    sd = unname(attr(spread, "stddev")), correlation = attr(spread, "correlation")[1, 2],
    logLik = as.numeric(logLik(model)), version = as.character(packageVersion("lme4"))
  )
})
cat(toJSON(fits, digits = 13, auto_unbox = TRUE, pretty = TRUE), "\n")
