# Makes methods.json: several models by Poisson and logit, mechanism, subgroups, power, on the synthetic
# panels of this folder. Stacked models and enumerations are written out, not taken from a package.
#   Rscript methods.R
# Needs R with fixest and jsonlite; the versions used are written into the file.
library(fixest)
library(jsonlite)
setFixest_nthreads(1)
setFixest_notes(FALSE)
setFixest_estimation(fixef.tol = 2.3e-12, glm.tol = 2.3e-13, fixef.iter = 1e6, glm.iter = 1000)

folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  d$third <- d$city %% 3
  d$any <- as.integer(d$cites > 5)
  d
}
bal <- read("sim_eurt.csv")
unb <- read("sim_eurt_unbalanced.csv")
out <- list(version = paste("R", getRversion(), "/ fixest", packageVersion("fixest")))
rows <- function(m) lapply(seq_along(coef(m)), function(j) c(unname(coef(m)[j]), unname(se(m)[j])))
raw <- ssc(K.adj = FALSE, G.adj = FALSE)

# ---- several models
out$multi <- list(
  fepois = lapply(
    as.list(fepois(c(cites, cites_abroad) ~ did + csw0(lngdp, fin) | city + year, bal, fsplit = ~carbon, cluster = ~city)),
    function(m) list(nobs = m$nobs, terms = rows(m))
  ),
  logit = lapply(
    as.list(feglm(any ~ lngdp + sw0(fin, gov) | sw(prov, year), bal, family = binomial("logit"), split = ~carbon, cluster = ~city)),
    function(m) list(nobs = m$nobs, terms = rows(m))
  ),
  probit = lapply(
    as.list(feglm(any ~ mvsw(fin, gov) + lngdp, bal, family = binomial("probit"), vcov = "hetero")),
    function(m) list(nobs = m$nobs, terms = rows(m))
  )
)

# ---- subgroups: the stacked model with effects of its own for each group
equal <- function(v, b, L, factor) {
  r <- L %*% b
  drop(t(r) %*% solve(L %*% (v * factor) %*% t(L)) %*% r) / nrow(L)
}
stacked <- function(d, group, cluster, weights = NULL) {
  d$g <- d[[group]]
  m <- feols(y ~ i(g, did) + i(g, lngdp) + i(g, fin) | city^g + year^g, d,
    cluster = reformulate(cluster), weights = weights)
  b <- coef(m)
  at <- grep(":did$", names(b))
  L <- matrix(0, length(at) - 1, length(b))
  for (r in seq_len(nrow(L))) L[r, at[c(1, r + 1)]] <- c(-1, 1)
  both <- rbind(L, { M <- L; M[, ] <- 0; l <- grep(":lngdp$", names(b)); for (r in seq_len(nrow(M))) M[r, l[c(1, r + 1)]] <- c(-1, 1); M })
  v <- vcov(m)
  G <- length(unique(d[[cluster]][obs(m)]))
  v0 <- vcov(m, cluster = reformulate(cluster), ssc = raw)
  f <- equal(v, b, L, 1)
  q <- nrow(L)
  chi <- q * equal(v0, b, L, G / (G - 1))
  f2 <- equal(v, b, both, 1)
  q2 <- nrow(both)
  list(
    estimates = unname(b[at]), difference = drop(L %*% b),
    std_error = sqrt(diag(L %*% v %*% t(L))),
    unrelated_error = sqrt(diag(L %*% (v0 * G / (G - 1)) %*% t(L))),
    f = f, df2 = max(G - 1, q + 1), p = pf(f, q, max(G - 1, q + 1), lower.tail = FALSE),
    chi = chi, p_chi = pchisq(chi, q, lower.tail = FALSE),
    f_both = f2, p_both = pf(f2, q2, max(G - 1, q2 + 1), lower.tail = FALSE), nobs = m$nobs
  )
}
out$subgroups <- list(
  carbon = stacked(bal, "carbon", "city"),
  third = stacked(bal, "third", "city"),
  third_province = stacked(bal, "third", "prov"),
  unbalanced = stacked(unb, "third", "city"),
  weighted = stacked(unb, "third", "city", ~w)
)
# Permutation of labels among cities: R's own random numbers, so comparable within Monte Carlo error.
set.seed(1)
cities <- sort(unique(bal$city))
difference <- function(label) {
  g <- label[match(bal$city, cities)]
  one <- function(k) coef(feols(y ~ did + lngdp + fin | city + year, bal[g == k, ]))["did"]
  unname(one(1) - one(0))
}
label <- as.integer(cities %% 3 == 0)
draws <- replicate(1000, difference(sample(label)))
out$permutation <- list(observed = difference(label), p = mean(abs(draws) >= abs(difference(label))), sd = sd(draws), mean = mean(draws))

# ---- mechanism: both equations stacked give the covariance of a and b
controls <- "lngdp + indshare + fin + gov + fdi"
steps <- function(d, cluster, weights = NULL) {
  fit <- function(text) feols(as.formula(text), d, cluster = reformulate(cluster), weights = weights)
  first <- fit(paste("rd ~ did +", controls, "| city + year"))
  second <- fit(paste("y ~ did + rd +", controls, "| city + year"))
  total <- fit(paste("y ~ did +", controls, "| city + year"))
  alone <- fit(paste("y ~ rd +", controls, "| city + year"))
  used <- d[obs(second), ]
  mean_rd <- if (is.null(weights)) mean(used$rd) else weighted.mean(used$rd, used$w)
  d$rd_c <- d$rd - mean_rd
  moderation <- fit(paste("y ~ did + rd_c + did:rd_c +", controls, "| city + year"))
  two <- rbind(
    data.frame(d, eq = 1, value = d$rd, m = 0),
    data.frame(d, eq = 2, value = d$y, m = d$rd)
  )
  both <- feols(
    value ~ i(eq, did) + m + i(eq, lngdp) + i(eq, indshare) + i(eq, fin) + i(eq, gov) + i(eq, fdi) | city^eq + year^eq,
    two, cluster = reformulate(cluster), weights = weights, ssc = raw
  )
  factor <- function(m) (se(m)["did"] / se(m, cluster = reformulate(cluster), ssc = raw)["did"])^2
  covariance <- vcov(both)["eq::1:did", "m"] * sqrt(factor(first) * factor(second))
  a <- coef(first)["did"]
  b <- coef(second)["rd"]
  sobel <- sqrt(b^2 * se(first)["did"]^2 + a^2 * se(second)["rd"]^2)
  joint <- sqrt(sobel^2 + 2 * a * b * covariance)
  lapply(list(
    a = a, b = b, se_a = se(first)["did"], se_b = se(second)["rd"], total = coef(total)["did"], direct = coef(second)["did"],
    alone = coef(alone)["rd"], se_alone = se(alone)["rd"], covariance = covariance, sobel = sobel, joint = joint,
    mean = mean_rd, moderated = coef(moderation)["did"], se_moderated = se(moderation)["did"],
    interaction = coef(moderation)["did:rd_c"], se_interaction = se(moderation)["did:rd_c"]
  ), unname)
}
out$mechanism <- list(
  city = steps(bal, "city"), province = steps(bal, "prov"),
  unbalanced = steps(unb, "city"), weighted = steps(unb, "city", ~w)
)
# Cluster bootstrap with rows really repeated, each draw a city of its own.
of_city <- split(seq_len(nrow(bal)), bal$city)
product <- function(drawn) {
  index <- unlist(of_city[drawn], use.names = FALSE)
  d <- bal[index, ]
  d$own <- rep(seq_along(drawn), lengths(of_city[drawn]))
  a <- coef(feols(rd ~ did + lngdp + fin | own + year, d))["did"]
  b <- coef(feols(y ~ did + rd + lngdp + fin | own + year, d))["rd"]
  unname(a * b)
}
set.seed(2)
boot <- replicate(1000, product(sample(length(of_city), replace = TRUE)))
out$bootstrap <- list(std_error = sd(boot), low = unname(quantile(boot, 0.025)), high = unname(quantile(boot, 0.975)))

# ---- power: all sets of four of the thirty provinces, by matrices
power <- function(cluster) {
  fit <- feols(y ~ did + lngdp + fin | city + year, bal, cluster = reformulate(cluster))
  factor <- unname((se(fit)["did"] / se(fit, cluster = reformulate(cluster), ssc = raw)["did"])^2)
  d <- bal
  d$y0 <- d$y - coef(fit)["did"] * d$did
  provinces <- sort(unique(d$prov))
  for (p in provinces) d[[paste0("d", p)]] <- as.integer(d$prov == p) * d$post
  names <- c("y0", paste0("d", provinces))
  X <- demean(d[, c(names, "lngdp", "fin")], d[, c("city", "year")])
  Q <- qr(as.matrix(X[, c("lngdp", "fin")]))
  R <- qr.resid(Q, as.matrix(X[, names]))
  y <- R[, 1]
  D <- R[, -1]
  g <- match(d[[cluster]], sort(unique(d[[cluster]])))
  A <- rowsum(D * y, g)
  B <- array(0, c(max(g), ncol(D), ncol(D)))
  for (p in seq_len(ncol(D))) B[, p, ] <- rowsum(D * D[, p], g)
  sets <- combn(ncol(D), 4)
  one <- function(S) {
    cross <- apply(B[, S, S], 1, sum)
    b <- sum(A[, S]) / sum(cross)
    c(b, sqrt(factor * sum((rowSums(A[, S]) - b * cross)^2)) / sum(cross))
  }
  drawn <- apply(sets, 2, one)
  b <- drawn[1, ]
  s <- drawn[2, ]
  df <- max(g) - 1
  rule <- function(critical, scale) {
    up <- sort(critical * scale - b)
    down <- sort(critical * scale + b)
    need <- ceiling(0.8 * length(b))
    list(critical = critical, positive = up[need], negative = -down[need],
      size = mean(abs(b) >= critical * scale), at = mean(b + 0.2 >= critical * scale), wrong = mean(b + 0.2 <= -critical * scale))
  }
  k <- floor(0.05 * length(b))
  list(
    analytic = unname((qt(0.975, df) + qt(0.8, df)) * se(fit)["did"]),
    cluster_t = rule(qt(0.975, df), s),
    randomisation_estimate = rule(sort(abs(b), decreasing = TRUE)[k], 1),
    randomisation_t = rule(sort(abs(b / s), decreasing = TRUE)[k], s)
  )
}
out$power <- list(city = power("city"), province = power("prov"))

write_json(out, file.path(folder, "methods.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)
