# Makes inference.json: variances, presets, statistics, fixed effects and predictions of the synthetic panels.
#   Rscript inference.R
# Needs R with fixest, sandwich, lmtest and jsonlite; the versions used are written into the file. Each entry
# holds the call here, and the formula and options of the same model there.
suppressMessages({
  library(fixest)
  library(sandwich)
  library(lmtest)
  library(jsonlite)
})
setFixest_nthreads(1)
setFixest_notes(FALSE)
setFixest_estimation(fixef.tol = 2.3e-12, fixef.iter = 1e6, glm.tol = 2.3e-13, glm.iter = 100)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  d$prov_year <- d$prov * 10000 + d$year
  d$band <- floor(d$indshare / 5)
  d$half_year <- d$year + 10000 * (d$prov > 15)
  row <- seq_len(nrow(d)) - 1
  # Years with gaps that differ by city, and coordinates that are missing or on both sides of the date line.
  d$y_gap <- ifelse((d$city * 5 + d$year * 3) %% 4 == 1 | d$year == 2010, NA, d$y)
  d$lat_na <- ifelse(row %% 11 == 4, NA, d$lat)
  d$lon_pacific <- (d$lon + 70) - 360 * (d$lon + 70 > 180)
  d$lon_360 <- d$lon + 70
  d$row <- row
  d$quarter <- floor((d$year - 2006) / 3)
  d
}
panels <- list(sim_eurt.csv = read("sim_eurt.csv"), sim_eurt_unbalanced.csv = read("sim_eurt_unbalanced.csv"))
version <- paste(
  "R", getRversion(), "/ fixest", packageVersion("fixest"), "/ sandwich", packageVersion("sandwich"),
  "/ lmtest", packageVersion("lmtest")
)
entries <- list()
bal <- "sim_eurt.csv"
unb <- "sim_eurt_unbalanced.csv"

store <- function(id, dataset, call, estimator, formula, options, values) {
  entries[[length(entries) + 1]] <<- list(
    id = id, dataset = dataset, estimator = estimator, formula = formula, options = options,
    call = paste(deparse(call, 500), collapse = ""), version = version,
    values = values[vapply(values, function(v) length(v) == 1 && is.finite(v), TRUE)]
  )
}

table_values <- function(ct, level = 0.95, df = NULL) {
  values <- list()
  for (name in rownames(ct)) {
    values[[paste0("coef.", name)]] <- ct[name, 1]
    values[[paste0("se.", name)]] <- ct[name, 2]
    values[[paste0("t.", name)]] <- ct[name, 3]
    values[[paste0("p.", name)]] <- ct[name, 4]
  }
  values
}

# One fixest model; `level` is that of the intervals.
add <- function(id, dataset, call, formula, options = NULL, level = 0.95) {
  d <- panels[[dataset]]
  m <- suppressWarnings(suppressMessages(eval(call, list(d = d))))
  values <- table_values(m$coeftable)
  ci <- suppressWarnings(confint(m, level = level))
  for (name in rownames(ci)) {
    values[[paste0("lo.", name)]] <- ci[name, 1]
    values[[paste0("hi.", name)]] <- ci[name, 2]
  }
  v <- vcov(m)
  if (nrow(v) > 1) values$cov.2.1 <- v[2, 1]
  values$df_t <- degrees_freedom(m, "t")
  values$df_K <- degrees_freedom(m, "k")
  values$nobs <- m$nobs
  w <- suppressWarnings(wald(m, print = FALSE))
  # Where eigenvalues were lifted, the test only shows to what.
  regular <- min(eigen(v, only.values = TRUE)$values) > 1e-15
  if (is.list(w) && regular && all(names(coef(m)) != "(Intercept)")) {
    values$wald <- w$stat
    values$wald_p <- w$p
  }
  values$ll <- as.numeric(logLik(m))
  values$ll_null <- m$ll_null
  values$aic <- AIC(m)
  values$bic <- BIC(m)
  values$pr2 <- unname(suppressWarnings(unlist(fitstat(m, "pr2"))))
  if (m$method_type == "feols") {
    f <- suppressWarnings(fitstat(m, ~ f + wf))
    if (f$f$df1 > 0) {
      values$f <- f$f$stat
      values$f_p <- f$f$p
      values$f_df1 <- f$f$df1
      values$f_df2 <- f$f$df2
    }
    if (is.list(f$wf)) {
      values$wf <- f$wf$stat
      values$wf_p <- f$wf$p
    }
  }
  estimator <- if (m$method_type == "feols") "feols" else as.character(call[[1]])
  store(id, dataset, call, estimator, formula, options, values)
}

# lm with dummies and a variance of sandwich, for the slopes of interest.
add_sandwich <- function(id, dataset, call, formula, options, terms) {
  d <- panels[[dataset]]
  ct <- eval(call, list(d = d))
  store(id, dataset, call, "feols", formula, options, table_values(ct[terms, , drop = FALSE]))
}

# Fixed effects, predictions and residuals.
add_effects <- function(id, dataset, call, formula, options = NULL, regular = TRUE) {
  d <- panels[[dataset]]
  m <- suppressMessages(eval(call, list(d = d)))
  values <- list()
  fe <- suppressMessages(fixef(m))
  if (regular) {
    for (effect in names(fe)) {
      f <- fe[[effect]]
      for (at in unique(round(seq(1, length(f), length.out = 5)))) {
        values[[paste("fe", effect, names(f)[at], sep = "|")]] <- f[[at]]
      }
      values[[paste("sum", effect, sep = "|")]] <- sum(f)
      values[[paste("levels", effect, sep = "|")]] <- length(f)
      refs <- attr(fe, "references")
      if (!is.null(refs)) values[[paste("refs", effect, sep = "|")]] <- refs[[effect]]
    }
  }
  used <- obs(m)
  fitted_mean <- fitted(m)
  sums <- m$sumFE
  for (at in c(1, 500, 1500, length(used))) {
    values[[paste("fitted", used[at], sep = "|")]] <- fitted_mean[at]
    values[[paste("residual", used[at], sep = "|")]] <- resid(m)[at]
    values[[paste("effects", used[at], sep = "|")]] <- sums[at]
  }
  estimator <- if (m$method_type == "feols") "feols" else as.character(call[[1]])
  store(id, dataset, call, estimator, formula, options, values)
}

# ---- Newey-West, Driscoll-Kraay, Conley.
M3 <- "y ~ did + lngdp + fin | city + year"
nw <- function(...) list(vcov = list(newey_west = list(unit = "city", time = "year", ...)))
dk <- function(...) list(vcov = list(driscoll_kraay = list(time = "year", ...)))
conley <- function(...) list(vcov = list(conley = list(lat = "lat", lon = "lon", ...)))
for (lag in c(0, 1, 4, 13, 30)) {
  local({
    l <- lag
    add(paste0("nw.lag", l), unb, bquote(feols(y ~ did + lngdp + fin | city + year, d, vcov = NW(.(l)) ~ city + year)), M3, nw(lag = l))
    add(paste0("dk.lag", l), unb, bquote(feols(y ~ did + lngdp + fin | city + year, d, vcov = DK(.(l)) ~ year)), M3, dk(lag = l))
  })
}
add("nw.default", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = NW ~ city + year)), M3, nw())
add("dk.default", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = DK ~ year)), M3, dk())
add("nw.gaps", bal, quote(feols(y_gap ~ did + lngdp + fin | city + year, d, vcov = NW(2) ~ city + year)), "y_gap ~ did + lngdp + fin | city + year", nw(lag = 2))
add("dk.gaps", bal, quote(feols(y_gap ~ did + lngdp + fin | city + year, d, vcov = DK(2) ~ year)), "y_gap ~ did + lngdp + fin | city + year", dk(lag = 2))
add("nw.no_effects", bal, quote(feols(y ~ did + lngdp, d, vcov = NW(2) ~ city + year)), "y ~ did + lngdp", nw(lag = 2))
add("dk.no_effects", bal, quote(feols(y ~ did + lngdp, d, vcov = DK(2) ~ year)), "y ~ did + lngdp", dk(lag = 2))
add("nw.weights", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, vcov = NW(2) ~ city + year)), M3, c(nw(lag = 2), weights = "pop"))
add("dk.weights", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, vcov = DK(2) ~ year)), M3, c(dk(lag = 2), weights = "pop"))
add("dk.city_trends", bal, quote(feols(y ~ did + lngdp + fin | city + year + prov[year], d, vcov = DK(2) ~ year)), "y ~ did + lngdp + fin | city + year + prov[year]", dk(lag = 2))
add("dk.one_way", unb, quote(feols(y ~ did + lngdp + fin | city, d, vcov = DK ~ year)), "y ~ did + lngdp + fin | city", dk())
add("dk.quarters", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = DK(1) ~ quarter)), M3, list(vcov = list(driscoll_kraay = list(time = "quarter", lag = 1))))
add("dk.prov_year", unb, quote(feols(y ~ lngdp + fin | city + prov^year, d, vcov = DK(2) ~ year)), "y ~ lngdp + fin | city + prov^year", dk(lag = 2))
add("nw.ssc", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = NW(2) ~ city + year, ssc = ssc(K.adj = FALSE))), M3, c(nw(lag = 2), list(ssc = list(k_adj = FALSE))))
add("dk.ssc", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = DK(2) ~ year, ssc = ssc(G.adj = FALSE, t.df = "conventional", K.fixef = "none"))), M3, c(dk(lag = 2), list(ssc = list(g_adj = FALSE, t_df = "conventional", k_fixef = "none"))))
add("nw.series", bal, quote(feols(y ~ lngdp + fin, d[d$city == 7, ], vcov = NW(3) ~ year)), "y ~ lngdp + fin", list(city = 7, vcov = list(newey_west = list(time = "year", lag = 3))))
add("nw.series.auto", bal, quote(feols(y ~ lngdp + fin, d[d$city == 7, ], vcov = NW ~ year)), "y ~ lngdp + fin", list(city = 7, vcov = list(newey_west = list(time = "year"))))
add("nw.series.auto.mean", bal, quote(feols(y ~ 1, d[d$city == 100, ], vcov = NW ~ year)), "y ~ 1", list(city = 100, vcov = list(newey_west = list(time = "year"))))
add("nw.series.auto.no_intercept", bal, quote(feols(y ~ 0 + lngdp + fin, d[d$city == 31, ], vcov = NW ~ year)), "y ~ 0 + lngdp + fin", list(city = 31, vcov = list(newey_west = list(time = "year"))))
add("nw.series.auto.long", bal, quote(feols(y ~ did + lngdp, d, vcov = NW ~ row)), "y ~ did + lngdp", list(vcov = list(newey_west = list(time = "row"))))
add("nw.series.auto.effects", bal, quote(feols(y ~ did + lngdp | city, d, vcov = NW ~ row)), "y ~ did + lngdp | city", list(vcov = list(newey_west = list(time = "row"))))
add("nw.series.auto.weights", bal, quote(feols(y ~ did + lngdp, d, weights = ~pop, vcov = NW ~ row)), "y ~ did + lngdp", list(weights = "pop", vcov = list(newey_west = list(time = "row"))))
for (km in c(50, 120, 300, 800, 3000)) {
  for (dist in c("triangular", "spherical")) {
    local({
      k <- km
      s <- dist
      add(paste("conley", k, s, sep = "."), unb, bquote(feols(y ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon", cutoff = .(k), distance = .(s)))), M3, conley(cutoff = k, distance = s))
    })
  }
}
add("conley.auto", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon"))), M3, conley())
add("conley.auto.no_effects", bal, quote(feols(y ~ did + lngdp, d, vcov = vcov_conley(lat = "lat", lon = "lon", distance = "spherical"))), "y ~ did + lngdp", conley(distance = "spherical"))
add("conley.date_line", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon_pacific", cutoff = 400))), M3, list(vcov = list(conley = list(lat = "lat", lon = "lon_pacific", cutoff = 400))))
add("conley.to_360", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon_360", cutoff = 400))), M3, list(vcov = list(conley = list(lat = "lat", lon = "lon_360", cutoff = 400))))
add("conley.missing", bal, quote(feols(y ~ did + lngdp + fin | city + year, d[!is.na(d$lat_na), ], vcov = vcov_conley(lat = "lat_na", lon = "lon", cutoff = 200))), M3, list(vcov = list(conley = list(lat = "lat_na", lon = "lon", cutoff = 200))))
add("conley.weights", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, vcov = vcov_conley(lat = "lat", lon = "lon", cutoff = 200))), M3, c(conley(cutoff = 200), weights = "pop"))
add("conley.ssc", bal, quote(feols(y ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon", cutoff = 200), ssc = ssc(K.adj = FALSE))), M3, c(conley(cutoff = 200), list(ssc = list(k_adj = FALSE))))

# ---- Several cluster variables.
several <- list(prov_year_band = c("prov", "year", "band"), city_year_band = c("city", "year", "band"), four = c("city", "prov", "year", "band"), prov_band = c("prov", "band"), nested = c("city", "prov"))
for (name in names(several)) {
  local({
    by <- several[[name]]
    f <- as.formula(paste("~", paste(by, collapse = " + ")))
    add(paste0("cluster.", name), unb, bquote(feols(y ~ did + lngdp + fin | city + year, d, cluster = .(f))), M3, list(vcov = list(cluster = by)))
    add(paste0("cluster.", name, ".conventional"), unb, bquote(feols(y ~ did + lngdp + fin | city + year, d, cluster = .(f), ssc = ssc(G.df = "conventional"))), M3, list(vcov = list(cluster = by), ssc = list(g_df = "conventional")))
    # fixest 0.14.2 itself fails for these four variables without effects.
    if (name != "four") add(paste0("cluster.", name, ".no_effects"), bal, bquote(feols(y ~ did + lngdp, d, cluster = .(f))), "y ~ did + lngdp", list(vcov = list(cluster = by)))
  })
}
add("cluster.pair", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, cluster = ~ prov^year)), M3, list(vcov = list(cluster = "prov^year")))

# ---- Exact counting of levels, where fixest's is sound: no effect nested in a cluster.
half <- "y ~ did + lngdp + fin | city + half_year"
add("exact.iid", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, vcov = "iid", ssc = ssc(K.exact = TRUE))), half, list(ssc = list(k_exact = TRUE)))
add("exact.hetero", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, vcov = "hetero", ssc = ssc(K.exact = TRUE, K.fixef = "full"))), half, list(vcov = "hetero", ssc = list(k_exact = TRUE)))
add("exact.cluster_full", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, cluster = ~band, ssc = ssc(K.exact = TRUE, K.fixef = "full"))), half, list(vcov = list(cluster = "band"), ssc = list(k_exact = TRUE, k_fixef = "full")))
add("exact.three_way", unb, quote(feols(y ~ did + lngdp + fin | city + half_year + band, d, vcov = "iid", ssc = ssc(K.exact = TRUE))), "y ~ did + lngdp + fin | city + half_year + band", list(ssc = list(k_exact = TRUE)))
add("reghdfe.disconnected", unb, quote(feols(y ~ did + lngdp + fin | city + half_year, d, vcov = "hetero", ssc = ssc(K.exact = TRUE, K.fixef = "full"))), half, list(vcov = "hetero", preset = "reghdfe"))

# ---- Levels and distributions.
add("level.90", bal, quote(feols(y ~ did + lngdp | city + year, d, cluster = ~prov)), "y ~ did + lngdp | city + year", list(vcov = list(cluster = "prov"), level = 0.9), level = 0.9)
add("level.99", bal, quote(feols(y ~ did + lngdp | city + year, d, vcov = "hetero")), "y ~ did + lngdp | city + year", list(vcov = "hetero", level = 0.99), level = 0.99)

# ---- Statistics.
add("stat.iid", unb, quote(feols(y ~ did + lngdp + fin | city + year, d)), M3)
add("stat.one_way", unb, quote(feols(y ~ did + lngdp + fin | prov, d, cluster = ~prov)), "y ~ did + lngdp + fin | prov", list(vcov = list(cluster = "prov")))
add("stat.no_effects", bal, quote(feols(y ~ did + lngdp + fin, d, vcov = "hetero")), "y ~ did + lngdp + fin", list(vcov = "hetero"))
add("stat.no_intercept", bal, quote(feols(y ~ 0 + did + lngdp, d, vcov = "iid")), "y ~ 0 + did + lngdp")
add("stat.intercept_only", bal, quote(feols(y ~ 1, d, vcov = "iid")), "y ~ 1")
add("stat.weights", unb, quote(feols(y ~ did + lngdp + fin | city + year, d, weights = ~pop, cluster = ~prov)), M3, list(vcov = list(cluster = "prov"), weights = "pop"))
add("stat.three_way", unb, quote(feols(y ~ did + lngdp + fin | city + year + band, d, cluster = ~band)), "y ~ did + lngdp + fin | city + year + band", list(vcov = list(cluster = "band")))
add("stat.slopes", unb, quote(feols(y ~ did + lngdp + fin | city + year + prov[year], d, cluster = ~city)), "y ~ did + lngdp + fin | city + year + prov[year]", list(vcov = list(cluster = "city")))

# ---- Poisson. Started again from its own answer, because the weights of its variance are those of the step before.
pois <- function(f, d, ...) {
  m <- fepois(f, d, ...)
  for (i in 1:10) m <- fepois(f, d, ..., mustart = m$fitted.values)
  m
}
P3 <- "cites ~ did + lngdp + fin | city + year"
add_pois <- function(id, dataset, call, formula, options) {
  add(id, dataset, call, formula, options)
  entries[[length(entries)]]$estimator <<- "fepois"
}
add_pois("fepois.nw", unb, quote(pois(cites ~ did + lngdp + fin | city + year, d, vcov = NW(2) ~ city + year)), P3, nw(lag = 2))
add_pois("fepois.dk", bal, quote(pois(cites ~ did + lngdp + fin | city + year, d, vcov = DK(2) ~ year)), P3, dk(lag = 2))
add_pois("fepois.conley", bal, quote(pois(cites ~ did + lngdp + fin | city + year, d, vcov = vcov_conley(lat = "lat", lon = "lon", cutoff = 300))), P3, conley(cutoff = 300))
add_pois("fepois.three_cluster", bal, quote(pois(cites ~ did + lngdp + fin | city + year, d, cluster = ~ prov + year + band)), P3, list(vcov = list(cluster = c("prov", "year", "band"))))
add_pois("fepois.ppmlhdfe", bal, quote(pois(cites ~ did + lngdp + fin | city + year, d, cluster = ~prov, ssc = ssc(K.adj = FALSE))), P3, list(vcov = list(cluster = "prov"), preset = "ppmlhdfe"))
entries[[length(entries)]]$values$df_K <- NULL

# ---- sandwich on dummies.
lm2 <- quote(lm(y ~ did + lngdp + fin + factor(city) + factor(year), d))
terms <- c("did", "lngdp", "fin")
by_sandwich <- function(id, dataset, vcov, options) {
  call <- bquote({
    m <- .(lm2)
    coeftest(m, vcov. = .(vcov))
  })
  add_sandwich(id, dataset, call, M3, c(options, list(preset = "sandwich")), terms)
}
by_sandwich("sandwich.iid", bal, quote(vcov(m)), list())
by_sandwich("sandwich.hc1", bal, quote(vcovHC(m, type = "HC1")), list(vcov = "hetero"))
by_sandwich("sandwich.hc2", bal, quote(vcovHC(m, type = "HC2")), list(vcov = "hc2"))
by_sandwich("sandwich.hc3", bal, quote(vcovHC(m, type = "HC3")), list(vcov = "hc3"))
by_sandwich("sandwich.cl", bal, quote(vcovCL(m, cluster = ~prov, type = "HC1")), list(vcov = list(cluster = "prov")))
by_sandwich("sandwich.cl.unbalanced", unb, quote(vcovCL(m, cluster = ~prov, type = "HC1")), list(vcov = list(cluster = "prov")))
by_sandwich("sandwich.two_way", bal, quote(vcovCL(m, cluster = ~ prov + year, type = "HC1")), list(vcov = list(cluster = c("prov", "year"))))
by_sandwich("sandwich.three_way", bal, quote(vcovCL(m, cluster = ~ prov + year + band, type = "HC1")), list(vcov = list(cluster = c("prov", "year", "band"))))

# fixest leaves weights out of the leverage where there are no effects; sandwich does not.
for (kind in c("HC2", "HC3")) {
  call <- bquote({
    m <- lm(y ~ did + lngdp + fin, d, weights = pop)
    coeftest(m, vcov. = vcovHC(m, type = .(kind)))
  })
  add_sandwich(paste0("sandwich.weights.", tolower(kind)), bal, call, "y ~ did + lngdp + fin", list(vcov = tolower(kind), weights = "pop", preset = "sandwich"), terms)
}

# ---- Effects and predictions.
add_effects("effects.balanced", bal, quote(feols(y ~ did + lngdp | city + year, d)), "y ~ did + lngdp | city + year")
add_effects("effects.unbalanced", unb, quote(feols(y ~ did + lngdp | city + year, d)), "y ~ did + lngdp | city + year")
add_effects("effects.one_way", unb, quote(feols(y ~ did + lngdp | prov, d)), "y ~ did + lngdp | prov")
add_effects("effects.swapped", unb, quote(feols(y ~ did + lngdp | year + city, d)), "y ~ did + lngdp | year + city")
add_effects("effects.weights", unb, quote(feols(y ~ did + lngdp | city + year, d, weights = ~pop)), "y ~ did + lngdp | city + year", list(weights = "pop"))
add_effects("effects.disconnected", unb, quote(feols(y ~ did + lngdp | city + half_year, d)), "y ~ did + lngdp | city + half_year")
add_effects("effects.three_way", unb, quote(feols(y ~ did + lngdp | city + year + band, d)), "y ~ did + lngdp | city + year + band")
add_effects("effects.three_way.disconnected", unb, quote(feols(y ~ did + lngdp | city + half_year + band, d)), "y ~ did + lngdp | city + half_year + band")
add_effects("effects.province_year", bal, quote(feols(y ~ lngdp | city + prov_year, d)), "y ~ lngdp | city + prov_year")
add_effects("effects.slopes", unb, quote(feols(y ~ did + lngdp | city + year + prov[fin], d)), "y ~ did + lngdp | city + year + prov[fin]", NULL, regular = FALSE)
add_effects("effects.fepois", bal, quote(fepois(cites ~ did + lngdp | city + year, d, offset = ~ log(pop))), "cites ~ did + lngdp | city + year", list(offset = "log(pop)"))
add_effects("effects.fepois.unbalanced", unb, quote(fepois(cites ~ did + lngdp | city + year, d)), "cites ~ did + lngdp | city + year")

write_json(entries, file.path(folder, "inference.json"), auto_unbox = TRUE, digits = I(15), pretty = 1, null = "null")
cat(length(entries), "entries\n")
