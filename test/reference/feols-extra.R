# Makes feols-extra.json: more fixest runs on the synthetic panels of this folder.
#   Rscript feols-extra.R
# Needs R with fixest and jsonlite; the versions used are written into the file.
library(fixest)
library(jsonlite)
setFixest_nthreads(1)
setFixest_estimation(fixef.tol = 2.3e-12, fixef.iter = 1e6)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  d$prov_year <- d$prov * 10000 + d$year
  d$band <- floor(d$indshare / 5)
  d$half_year <- d$year + 10000 * (d$prov > 15)
  d$twice <- 2 * d$did - 3 * d$fin
  row <- seq_len(nrow(d)) - 1
  d$lngdp_na <- ifelse(row %% 10 == 3, NA, d$lngdp)
  d$fdi_inf <- ifelse(row %% 97 == 5, Inf, d$fdi)
  d$w_zero <- ifelse(row %% 50 == 7, 0, d$w)
  d
}
panels <- list(sim_eurt.csv = read("sim_eurt.csv"), sim_eurt_unbalanced.csv = read("sim_eurt_unbalanced.csv"))
version <- paste("R", getRversion(), "/ fixest", packageVersion("fixest"))
entries <- list()

add <- function(id, dataset, call) {
  d <- panels[[dataset]]
  m <- suppressMessages(eval(call, list(d = d)))
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
  for (stat in c("r2", "ar2", "wr2", "war2", "rmse")) {
    value <- suppressWarnings(unlist(fitstat(m, stat)))
    if (is.finite(value)) values[[stat]] <- unname(value)
  }
  values$ssr <- m$ssr
  entries[[length(entries) + 1]] <<- list(
    id = id, dataset = dataset, call = paste(deparse(call, 500), collapse = ""),
    source = "computed", version = version, values = values
  )
}

bal <- "sim_eurt.csv"
unb <- "sim_eurt_unbalanced.csv"
add("hc2.unbalanced", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = "HC2")))
add("hc3.unbalanced", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = "HC3")))
add("hc3.one_way", unb, quote(feols(y ~ did + lngdp + fin | city, d, vcov = "HC3")))
add("hc3.three_way", unb, quote(feols(y ~ did + lngdp + fin | city + year + band, d, vcov = "HC3")))
add("weights.varying", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, cluster = ~city)))
add("weights.varying.hetero", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, vcov = "hetero")))
add("weights.zero", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~w_zero, cluster = ~city)))
add("one_way", unb, quote(feols(y ~ did + lngdp + fin | city, d, cluster = ~city)))
add("three_way", unb, quote(feols(y ~ did + lngdp + fin | city + year + band, d, cluster = ~city)))
add("three_way.iid", unb, quote(feols(y ~ did + lngdp + fin | city + year + band, d, vcov = "iid")))
add("city_and_province_year", bal, quote(feols(y ~ lngdp + fin | city + prov_year, d, cluster = ~city)))
add("disconnected", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, cluster = ~city)))
add("disconnected.iid", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, vcov = "iid")))
add("cluster.three_way", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, cluster = ~ city + prov_year + band)))
add("no_intercept", bal, quote(feols(y ~ 0 + did + lngdp, d, cluster = ~city)))
add("no_intercept.hetero", bal, quote(feols(y ~ did + lngdp - 1, d, vcov = "hetero")))
add("no_effects", bal, quote(feols(y ~ did + lngdp + fin, d, cluster = ~ city + year)))
add("no_effects.weighted", bal, quote(feols(y ~ did + lngdp + fin, d, weights = ~w, vcov = "hetero")))
add("intercept_only", bal, quote(feols(y ~ 1, d, cluster = ~prov)))
add("missing", bal, quote(feols(y ~ did + lngdp_na + fdi_inf | city + year, d, cluster = ~city)))
add("collinear", bal, quote(feols(y ~ did + fin + twice + lngdp | city + year, d, cluster = ~city)))
add("absorbed", bal, quote(feols(y ~ pilot + did + lat + lngdp | city + year, d, cluster = ~city)))
add("ssc.no_adj.iid", bal, quote(feols(y ~ did + fin | city + year, d, vcov = "iid", ssc = ssc(K.adj = FALSE))))
add("ssc.no_adj.hetero", bal, quote(feols(y ~ did + fin | city + year, d, vcov = "hetero", ssc = ssc(K.adj = FALSE))))
add("ssc.none.iid", bal, quote(feols(y ~ did + fin | city + year, d, vcov = "iid", ssc = ssc(K.fixef = "none"))))
add("ssc.none.hetero", bal, quote(feols(y ~ did + fin | city + year, d, vcov = "hetero", ssc = ssc(K.fixef = "none"))))
add("ssc.full.no_g", bal, quote(feols(y ~ did + fin | city + year, d, cluster = ~prov, ssc = ssc(K.fixef = "full", G.adj = FALSE))))
add("ssc.conventional", bal, quote(feols(y ~ did + fin | city + year, d, cluster = ~ prov + year, ssc = ssc(G.df = "conventional", t.df = "conventional"))))

write_json(entries, file.path(folder, "feols-extra.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)

grid <- expand.grid(t = c(0.001, 0.1, 0.7, 1.5, 2, 3.3, 5.4, 9, 13, 21.4, 40), df = c(1, 2, 3, 5, 9, 13, 29, 107, 255, 962, 3314, 1e6))
grid$p <- 2 * pt(-grid$t, grid$df)
grid <- grid[grid$p > 1e-290, ]
levels <- data.frame(df = c(1, 2, 3, 5, 9, 13, 29, 107, 255, 962, 3314, 1e6))
levels$critical <- qt(0.975, levels$df)
write_json(list(version = paste("R", getRversion()), two_sided = grid, critical_95 = levels),
           file.path(folder, "student-t.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)
