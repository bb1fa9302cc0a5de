# Makes glm-extra.json: Poisson, logit and probit fits of the synthetic panels of this folder.
#   Rscript glm-extra.R
# Needs R with fixest and jsonlite; the versions used are written into the file.
library(fixest)
library(jsonlite)
setFixest_nthreads(1)
# the tightest that fixest takes
setFixest_estimation(fixef.tol = 2.3e-12, glm.tol = 2.3e-13, fixef.iter = 1e6, glm.iter = 1000)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  d$log_pop <- log(d$pop)
  d$prov_year <- d$prov * 10000 + d$year
  d$band <- floor(d$indshare / 5)
  d$any <- as.integer(d$cites > 5)
  d$kilo <- d$cites * 1.7 + (d$cites > 0) * 0.25
  d$twice <- 2 * d$did - 3 * d$fin
  row <- seq_len(nrow(d)) - 1
  d$lngdp_na <- ifelse(row %% 10 == 3, NA, d$lngdp)
  d$pop_na <- ifelse(row %% 11 == 4, NA, d$log_pop)
  d$rare <- ifelse(d$city %% 7 == 0, 0, ifelse(d$city %% 7 == 1 & d$year < 2015, 0, d$cites))
  d
}
panels <- list(sim_eurt.csv = read("sim_eurt.csv"), sim_eurt_unbalanced.csv = read("sim_eurt_unbalanced.csv"))
version <- paste("R", getRversion(), "/ fixest", packageVersion("fixest"))
entries <- list()

add <- function(id, dataset, call) {
  d <- panels[[dataset]]
  m <- suppressWarnings(suppressMessages(eval(call, list(d = d))))
  # fixest stops on the deviance and takes weights of the step before: its standard errors are off by up
  # to 1e-7 then. Starting again from its own answer removes that.
  for (again in 1:10) {
    polished <- call
    polished$mustart <- m$fitted.values
    m <- suppressWarnings(suppressMessages(eval(polished, list(d = d))))
  }
  values <- list()
  ct <- m$coeftable
  for (name in rownames(ct)) {
    values[[paste0("coef.", name)]] <- ct[name, 1]
    values[[paste0("se.", name)]] <- ct[name, 2]
    values[[paste0("t.", name)]] <- ct[name, 3]
    values[[paste0("p.", name)]] <- ct[name, 4]
  }
  values$df_t <- degrees_freedom(m, "t")
  values$nobs <- m$nobs
  values$nparams <- m$nparams
  values$deviance <- m$deviance
  values$sqcor <- unname(m$sq.cor)
  # With weights fixest counts ln y! unweighted (Poisson) or rounds weights (binomial): not comparable.
  if (is.null(m$weights)) {
    values$ll <- m$loglik
    values$pr2 <- unname(unlist(fitstat(m, "pr2")))
    values$aic <- AIC(m)
    values$bic <- BIC(m)
  }
  entries[[length(entries) + 1]] <<- list(
    id = id, dataset = dataset, call = paste(deparse(call, 500), collapse = ""),
    source = "computed", version = version, values = values
  )
}

bal <- "sim_eurt.csv"
unb <- "sim_eurt_unbalanced.csv"
add("fepois.two_way", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, cluster = ~city)))
add("fepois.two_way.iid", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, vcov = "iid")))
add("fepois.two_way.hetero", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, vcov = "hetero")))
add("fepois.twoway_cluster", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, cluster = ~ prov + year)))
add("fepois.offset", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, offset = ~log_pop, cluster = ~city)))
add("fepois.unbalanced", unb, quote(fepois(cites ~ did + lngdp + fin | city + year, d, cluster = ~city)))
add("fepois.unbalanced.weights", unb, quote(fepois(cites ~ did + lngdp + fin | city + year, d, weights = ~w, cluster = ~city)))
add("fepois.weights.offset", bal, quote(fepois(cites ~ did + lngdp + fin | city + year, d, weights = ~w, offset = ~log_pop, vcov = "hetero")))
add("fepois.one_way", unb, quote(fepois(cites ~ did + lngdp + fin | city, d, cluster = ~prov)))
add("fepois.three_way", unb, quote(fepois(cites ~ did + lngdp + fin | city + year + band, d, cluster = ~city)))
add("fepois.province_year", bal, quote(fepois(cites ~ lngdp + fin | city + prov_year, d, cluster = ~prov)))
add("fepois.no_effects", bal, quote(fepois(cites ~ did + lngdp + fin, d, cluster = ~city)))
add("fepois.no_effects.offset", bal, quote(fepois(cites ~ did + lngdp + fin, d, offset = ~log_pop, vcov = "iid")))
add("fepois.no_intercept", bal, quote(fepois(cites ~ 0 + did + fin, d, vcov = "hetero")))
add("fepois.not_whole", bal, quote(fepois(kilo ~ did + lngdp + fin | city + year, d, cluster = ~city)))
add("fepois.missing", bal, quote(fepois(cites ~ did + lngdp_na | city + year, d, offset = ~pop_na, cluster = ~city)))
add("fepois.collinear", bal, quote(fepois(cites ~ did + fin + twice + lat + lngdp | city + year, d, cluster = ~city)))
add("fepois.rare", unb, quote(fepois(rare ~ did + lngdp + fin | city + prov_year, d, cluster = ~city)))
add("fepois.rare.no_drop", unb, quote(fepois(rare ~ did + lngdp + fin | city + year, d, cluster = ~city, fixef.rm = "infinite_coef")))
add("fepois.ssc", bal, quote(fepois(cites ~ did + fin | city + year, d, cluster = ~ prov, ssc = ssc(K.fixef = "full", G.adj = FALSE))))
add("fepois.ssc.iid", bal, quote(fepois(cites ~ did + fin | city + year, d, vcov = "iid", ssc = ssc(K.adj = FALSE))))
for (link in c("logit", "probit")) {
  binary <- function(id, call) add(paste0(link, ".", id), bal, do.call(substitute, list(call, list(LINK = link))))
  binary("iid", quote(feglm(pilot ~ lngdp + indshare + fin + gov + fdi, d, family = binomial(LINK), vcov = "iid")))
  binary("hetero", quote(feglm(pilot ~ lngdp + indshare + fin + gov + fdi, d, family = binomial(LINK), vcov = "hetero")))
  binary("cluster", quote(feglm(pilot ~ lngdp + indshare + fin + gov + fdi, d, family = binomial(LINK), cluster = ~city)))
  binary("weights", quote(feglm(pilot ~ lngdp + fin, d, family = binomial(LINK), weights = ~w, vcov = "hetero")))
  binary("one_way", quote(feglm(any ~ lngdp + fin | prov, d, family = binomial(LINK), cluster = ~prov)))
  binary("two_way", quote(feglm(any ~ lngdp + fin | city + year, d, family = binomial(LINK), cluster = ~city)))
  binary("no_intercept", quote(feglm(any ~ 0 + lngdp + fin, d, family = binomial(LINK), vcov = "iid")))
}

write_json(entries, file.path(folder, "glm-extra.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)
