# Makes matching-placebo.json: matching, balance, descriptives and placebo draws on sim_eurt.csv.
#   Rscript matching-placebo.R
# Needs R with fixest and jsonlite; the versions used are written into the file. Matching is written
# out here as plain loops over the rule that Stata's psmatch2 and pstest document; it is not Stata.
library(fixest)
library(jsonlite)
setFixest_nthreads(1)
setFixest_estimation(fixef.tol = 2.3e-12, fixef.iter = 1e6)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
d <- read.csv(file.path(folder, "sim_eurt.csv"))
x <- c("lngdp", "indshare", "fin", "gov", "fdi")
form <- as.formula(paste("pilot ~", paste(x, collapse = "+")))
tight <- glm.control(epsilon = 1e-15, maxit = 100)
logit <- suppressWarnings(glm(form, binomial("logit"), d, control = tight))
p <- round(fitted(logit), 12)
treated <- d$pilot == 1

kernels <- list(
  epanechnikov = function(u) ifelse(u <= 1, 1 - u^2, 0),
  gaussian = function(u) exp(-u^2 / 2),
  biweight = function(u) ifelse(u <= 1, (1 - u^2)^2, 0),
  uniform = function(u) ifelse(u <= 1, 1, 0),
  tricube = function(u) ifelse(u <= 1, (1 - u^3)^3, 0)
)
# Weight of each control for one treated score: a function of all control scores, in row order.
match_rows <- function(p, treated, share, common = TRUE, within = rep(0, length(p))) {
  weight <- numeric(length(p)); support <- rep(1, length(p)); reach <- 0; outside <- 0
  for (i in which(treated)) {
    j <- which(!treated & within == within[i])
    if (common && (p[i] < min(p[j]) || p[i] > max(p[j]))) { support[i] <- 0; outside <- outside + 1; next }
    k <- share(abs(p[j] - p[i]))
    if (sum(k) == 0) { support[i] <- 0; reach <- reach + 1; next }
    weight[i] <- 1
    weight[j] <- weight[j] + k / sum(k)
  }
  list(weight = weight, support = support, outside = outside, reach = reach)
}
nearest <- function(n, caliper = Inf, ties = FALSE) function(distance) {
  order <- order(distance)
  chosen <- order[seq_len(n)]
  chosen <- chosen[distance[chosen] <= caliper]
  if (ties && length(chosen) > 0) chosen <- which(distance <= max(distance[chosen]))
  as.numeric(seq_along(distance) %in% chosen)
}
summarise_match <- function(m) {
  w <- m$weight; c <- !treated & w > 0; t <- treated & w > 0
  list(
    att = mean(d$y[t]) - sum(w[c] * d$y[c]) / sum(w[c]),
    se = sqrt(var(d$y[t]) / sum(t) + var(d$y[c]) * sum(w[c]^2) / sum(t)^2),
    unmatched = mean(d$y[treated]) - mean(d$y[!treated]),
    treated = sum(t), controls = sum(c), outside = m$outside, reach = m$reach,
    sum_squares = sum(w[c]^2), largest = max(w[c]), place = which.max(w * !treated) - 1
  )
}
rules <- list()
for (k in names(kernels)) local({ f <- kernels[[k]]; rules[[paste0("kernel.", k)]] <<- list(function(v) f(v / 0.01), TRUE) })
rules$wide <- list(function(v) kernels$epanechnikov(v / 0.06), TRUE)
rules$no_common <- list(function(v) kernels$epanechnikov(v / 0.002), FALSE)
rules$nearest1 <- list(nearest(1), TRUE)
rules$nearest4 <- list(nearest(4), TRUE)
rules$nearest3.caliper <- list(nearest(3, 0.0005), TRUE)
rules$nearest2.ties <- list(nearest(2, ties = TRUE), TRUE)
rules$radius <- list(function(v) as.numeric(v <= 0.003), TRUE)
matched <- lapply(rules, function(r) match_rows(p, treated, r[[1]], r[[2]]))
rounded <- match_rows(round(p, 3), treated, nearest(2, ties = TRUE))
first <- match_rows(round(p, 3), treated, nearest(2))
yearly <- match_rows(p, treated, function(v) kernels$epanechnikov(v / 0.06), TRUE, d$year)

moments <- function(v, w) {
  m <- sum(w * v) / sum(w)
  c(m, sum(w * (v - m)^2) / (sum(w) - 1))
}
side <- function(v, w, t0, c0) {
  a <- moments(v[treated], w[treated]); b <- moments(v[!treated], w[!treated])
  s <- summary(lm(value ~ treated, data.frame(value = v, treated, weight = w), weights = weight))
  n <- floor(sum(w) + 1e-9)
  # lm counts rows, not weights: its residual variance is rescaled to sum(w) - 2.
  t <- s$coefficients[2, 3] * sqrt((n - 2) / s$df[2])
  list(mean_t = a[1], mean_c = b[1], bias = 100 * (a[1] - b[1]) / sqrt((t0 + c0) / 2), t = t,
       p = 2 * pt(-abs(t), n - 2), ratio = a[2] / b[2])
}
w <- matched$wide$weight
balance <- lapply(x, function(name) {
  v <- d[[name]]; t0 <- var(v[treated]); c0 <- var(v[!treated])
  list(before = side(v, rep(1, nrow(d)), t0, c0), after = side(v, w, t0, c0))
})
names(balance) <- x
probit_index <- function(w) {
  used <- d
  used$own_weight <- w
  suppressWarnings(glm(form, binomial("probit"), used[w > 0, ], weights = own_weight, control = tight))
}
rubin <- function(w) {
  index <- predict(probit_index(w), d)
  a <- moments(index[treated], w[treated]); b <- moments(index[!treated], w[!treated])
  list(b = abs(100 * (a[1] - b[1]) / sqrt((a[2] + b[2]) / 2)), r = a[2] / b[2])
}

described <- lapply(c("y", x), function(name) {
  v <- d[[name]]; q <- quantile(v, type = 7, names = FALSE)
  list(variable = name, n = length(v), mean = mean(v), sd = sd(v), min = q[1], p25 = q[2], median = q[3], p75 = q[4], max = q[5])
})
vif <- sapply(x, function(name) {
  1 / (1 - summary(lm(as.formula(paste(name, "~", paste(setdiff(x, name), collapse = "+"))), d))$r.squared)
})

draw_cases <- list()
add_draw <- function(level, blocks, call, id) {
  d$placebo <- as.numeric(d[[level]] %in% blocks) * d$post
  m <- eval(call, list(d = d))
  draw_cases[[length(draw_cases) + 1]] <<- list(
    id = id, level = level, blocks = blocks, call = paste(deparse(call, 500), collapse = ""),
    estimate = coef(m)[["placebo"]], se = se(m)[["placebo"]], t = tstat(m)[["placebo"]], p = pvalue(m)[["placebo"]]
  )
}
plain <- quote(feols(y ~ placebo | city + year, d, cluster = ~city))
controls <- quote(feols(y ~ placebo + lngdp + indshare + fin + gov + fdi | city + year, d, cluster = ~city))
by_province <- quote(feols(y ~ placebo + lngdp + indshare + fin + gov + fdi | city + year, d, cluster = ~prov))
weighted <- quote(feols(y ~ placebo + lngdp + indshare | city + year, d, weights = ~pop, cluster = ~city))
add_draw("prov", c(1, 2, 3, 5), plain, "plain")
add_draw("prov", c(27, 28, 29, 30), controls, "controls")
add_draw("prov", c(6, 11, 19, 24), by_province, "by_province")
add_draw("prov", c(2, 9, 13, 21), weighted, "weighted")

out <- list(
  version = paste("R", getRversion(), "/ fixest", packageVersion("fixest")),
  logit = as.list(coef(logit)), score = p,
  matching = lapply(matched, summarise_match), rounded_ties = summarise_match(rounded),
  rounded_first = summarise_match(first), yearly = summarise_match(yearly), balance = balance,
  rubin = list(before = rubin(rep(1, nrow(d))), after = rubin(w)),
  described = described, correlation = unname(cor(d[c("y", x)])), vif = as.list(vif), draws = draw_cases
)
write_json(out, file.path(folder, "matching-placebo.json"), auto_unbox = TRUE, digits = I(15))
