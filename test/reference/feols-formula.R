# Makes feols-formula.json: fixest runs of every construct of the formula language, event studies and
# Wald tests, on the synthetic panels of this folder.
#   Rscript feols-formula.R
# Needs R with fixest and jsonlite; the versions used are written into the file.
library(fixest)
library(jsonlite)
setFixest_nthreads(1)
setFixest_notes(FALSE)
setFixest_estimation(fixef.tol = 2.3e-12, fixef.iter = 1e6)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  row <- seq_len(nrow(d)) - 1
  d$reg <- c("east", "mid", "west")[d$prov %% 3 + 1]
  d$big <- ifelse(d$pop > 500, "yes", "no")
  d$reg_na <- ifelse(row %% 40 == 9, NA, d$reg)
  d$rel_bin <- ifelse(d$rel == -1000, -1000, pmax(pmin(d$rel, 1), -5))
  d
}
panels <- list(sim_eurt.csv = read("sim_eurt.csv"), sim_eurt_unbalanced.csv = read("sim_eurt_unbalanced.csv"))
entries <- list()

values_of <- function(m) {
  values <- list()
  ct <- m$coeftable
  for (name in rownames(ct)) {
    values[[paste0("coef.", name)]] <- ct[name, 1]
    values[[paste0("se.", name)]] <- ct[name, 2]
    values[[paste0("p.", name)]] <- ct[name, 4]
  }
  values$df_t <- degrees_freedom(m, "t")
  values$df_K <- attr(vcov(m, attr = TRUE), "df.K")
  values$nobs <- m$nobs
  values$nparams <- m$nparams
  for (stat in c("r2", "ar2", "wr2", "war2", "rmse")) {
    value <- suppressWarnings(unlist(fitstat(m, stat)))
    if (is.finite(value)) values[[stat]] <- unname(value)
  }
  values$ssr <- m$ssr
  values
}

# `vcov` is "iid", "hetero" or the names of cluster variables; `wald` holds patterns for joint tests.
add <- function(id, dataset, formula, vcov, wald = character(), split = NULL, fsplit = NULL) {
  spec <- if (vcov %in% c("iid", "hetero")) vcov else as.formula(paste("~", vcov))
  call <- list(as.formula(formula), data = panels[[dataset]], vcov = spec)
  if (!is.null(split)) call$split <- as.formula(paste("~", split))
  if (!is.null(fsplit)) call$fsplit <- as.formula(paste("~", fsplit))
  m <- do.call(feols, call)
  several <- inherits(m, "fixest_multi")
  fits <- if (several) as.list(m) else list(m)
  tests <- lapply(wald, function(pattern) {
    w <- wald(m, pattern, print = FALSE)
    list(pattern = pattern, statistic = w$stat, p_value = w$p, df1 = w$df1, df2 = w$df2)
  })
  entry <- list(
    id = id, dataset = dataset, formula = formula, vcov = vcov, split = split, fsplit = fsplit,
    version = paste("R", getRversion(), "/ fixest", packageVersion("fixest")),
    dropped = if (several) NULL else I(as.character(m$collin.var)),
    fits = lapply(unname(fits), values_of), wald = tests
  )
  entries[[length(entries) + 1]] <<- entry[!vapply(entry, is.null, TRUE)]
}

bal <- "sim_eurt.csv"
unb <- "sim_eurt_unbalanced.csv"
CONTROLS <- "lngdp + indshare + fin + gov + fdi"

add("product.numeric", unb, "y ~ lngdp + fin:lngdp + gov | city + year", "city")
add("product.starred", unb, "y ~ did*fin + lngdp | city + year", "city")
add("product.distributed", unb, "y ~ (fin + gov)*lngdp - gov:lngdp | city", "hetero")
add("product.three", bal, "y ~ did:fin:gov + did | city + year", "prov")
add("category.alone", bal, "y ~ reg + fin", "hetero")
add("category.absorbed", bal, "y ~ did + reg + fin | city + year", "city")
add("category.no_intercept", bal, "y ~ 0 + reg + big", "iid")
add("category.product", unb, "y ~ did:reg + fin | city + year", "city")
add("category.starred", bal, "y ~ fin*reg | year", "prov")
add("category.two", bal, "y ~ reg*big", "iid")
add("category.cells", bal, "y ~ reg:big | year", "prov")
add("category.three", bal, "y ~ fin:reg:big + gov | year", "iid")
add("category.factor", bal, "y ~ fin + factor(year)", "hetero")
add("i.plain", unb, "y ~ i(year) + fin | city", "city")
add("i.reference", unb, "y ~ i(year, ref = 2016) + fin | city", "city")
add("i.no_intercept", bal, "y ~ 0 + i(year)", "iid")
add("i.treated", unb, "y ~ i(year, pilot, ref = 2016) + fin | city + year", "city", wald = "year::20(0|11|12|13|14|15)")
add("i.by_place", unb, "y ~ fin + i(year, pilot, 2016) | city + year", "prov")
add("i.text", bal, "y ~ i(reg, fin) | city", "city")
add("i.text_reference", bal, "y ~ i(reg, ref = \"mid\") + fin", "hetero")
add("i.two", bal, "y ~ i(reg, i.big) | year", "iid")
add("i.two_references", bal, "y ~ i(reg, i.year, ref = \"mid\", ref2 = 2016, keep2 = 2014:2018)", "hetero")
add("i.keep", bal, "y ~ i(year, fin, ref = 2016, keep = 2010:2013) | city + year", "city")
add("i.first", bal, "y ~ i(reg, ref = TRUE) | year", "prov")
add("i.function", bal, "y ~ i(year, log(fin)) | city", "city")
add("i.product", bal, "y ~ fin:i(year, ref = 2016) | city", "city")
add("i.starred", bal, "y ~ fin*i(year) | city", "city")
add("i.dropped", bal, "y ~ i(rel, pilot, ref = -1) + fin | city + year", "city", wald = "rel::-")
add("function.all", bal, "y ~ log(pop) + log1p(cites) + exp(fin) + sqrt(fin) + abs(gov):fin | city", "city")
add("function.power", bal, "y ~ fin + fin^2 + I(fin*gov) + I((fin + gov)/lngdp) + I(fin - 2*gov*fdi) | city + year", "city")
add("outcome.log", bal, "log(cites) ~ did + fin | city + year", "city")
add("outcome.ratio", bal, "cites/pop ~ did | city + year", "hetero")
add("outcome.log1p", bal, "log1p(100*cites/pop) ~ did + fin | city + year", "prov")
add("effect.combined", bal, "y ~ lngdp + fin | city + reg^year", "city")
add("effect.combined_three", unb, "y ~ lngdp + fin | reg^big^year", "prov")
add("effect.combined_nested", bal, "y ~ fin | city + reg^year", "year")
add("cluster.combined", bal, "y ~ did + fin | city + year", "reg^year")
add("slope.levels", bal, paste("y ~ did +", CONTROLS, "| city + year + prov[year]"), "city")
add("slope.only", bal, "y ~ did + fin | city + year + prov[[year]]", "prov")
add("slope.unbalanced", unb, "y ~ did + fin | city + year + prov[year]", "city")
add("slope.hetero", unb, "y ~ did + fin | prov[lngdp] + year", "hetero")
add("slope.several", unb, "y ~ did + fin | city + prov[year, lngdp]", "iid")
add("slope.city", bal, "y ~ fin + gov | city[year] + year", "city")
add("slope.without_effects", bal, "y ~ fin + gov | prov[[lngdp]]", "iid")
add("slope.twoway", bal, "y ~ did + fin | city + year + prov[year]", "city + year")
add("nested.absorbed_cluster", bal, "y ~ did + fin | city + year + reg", "reg^year")
add("nested.by_name", bal, "y ~ fin + gov | city + prov^year", "prov")
add("nested.cluster_absorbed", bal, "y ~ did + fin | city + prov + year", "prov")
add("nested.one_of_two", bal, "y ~ did + fin | city + prov + year", "prov + big")
add("event.binned", unb, paste("y ~ i(rel_bin, pilot, ref = c(-1, -1000)) +", CONTROLS, "| city + year"), "city", wald = "rel_bin::-")
add("event.full", bal, "y ~ i(rel, pilot, ref = c(-1, -1000)) | city + year", "prov", wald = c("rel::-", "rel::[0-9]", "rel"))
add("event.few_clusters", bal, "y ~ i(rel, pilot, ref = c(-1, -1000)) | city + year", "iid", wald = "rel::-")
add("wald.twoway", unb, paste("y ~ did +", CONTROLS, "| city + year"), "city + year", wald = c("did|fin", "lngdp|indshare"))
add("wald.few_periods", bal, paste("y ~ did +", CONTROLS, "| city + year"), "year", wald = c("did", "did|lngdp|indshare|fin|gov|fdi"))
add("wald.intercept", bal, "y ~ lngdp + fin", "iid", wald = "lngdp|fin")
add("several.outcomes", unb, "c(y, y_dom, log(y_abroad + 1)) ~ did + fin | city + year", "city")
add("several.csw", unb, "y ~ did + csw(fin, gov, fdi) | city + year", "city")
add("several.csw0", unb, "y ~ did + csw0(fin, gov + fdi) | city + year", "city")
add("several.sw", unb, "y ~ did + sw(fin, gov:lngdp, log(fin)) | city + year", "city")
add("several.sw0", unb, "y ~ did + sw0(fin, gov) | city + year", "hetero")
add("several.mvsw", bal, "y ~ did + mvsw(fin, gov, fdi) | city + year", "city")
add("several.effects", bal, "c(y, y_dom) ~ did + csw(fin, gov) | sw0(city, city + year)", "city")
add("several.effects_csw", bal, "y ~ fin | csw(city, year, reg^year)", "city")
add("several.split", unb, "y ~ did + fin | city + year", "city", split = "reg_na")
add("several.fsplit", bal, "c(y, y_dom) ~ csw(fin, gov) | city + year", "city", fsplit = "reg_na")
add("several.split_number", bal, "y ~ i(year, fin, ref = 2016) | city + year", "city", fsplit = "carbon")

write_json(entries, file.path(folder, "feols-formula.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)
