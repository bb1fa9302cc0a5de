# Makes bias-reduced.json: CR1, CR2 and CR3 with Satterthwaite's degrees of freedom.
#   Rscript bias-reduced.R
# Needs R with clubSandwich and jsonlite; the versions used are written into the file. Effects whose levels lie
# within clusters are taken out of all columns first, as the dummy regression leaves CR3 singular.
suppressMessages({
  library(clubSandwich)
  library(jsonlite)
})
folder <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
read <- function(name) {
  d <- read.csv(file.path(folder, name))
  d$block <- d$city %% 11
  d$half_year <- d$year + 10000 * (d$prov > 15)
  d
}
version <- paste("R", getRversion(), "/ clubSandwich", packageVersion("clubSandwich"))
entries <- list()

# `within` names the effect to take out, `time` the one to write as dummies; both may be NULL.
add <- function(id, dataset, formula, x, within, time, cluster) {
  d <- read(dataset)
  if (!is.null(within)) d <- d[ave(d$y, d[[within]], FUN = length) > 1, ]
  columns <- d[, c("y", x)]
  if (!is.null(time)) columns <- cbind(columns, model.matrix(~ factor(d[[time]]))[, -1])
  names(columns) <- c("y", x, paste0("t", seq_len(ncol(columns) - 1 - length(x))))[seq_along(columns)]
  if (!is.null(within)) columns[] <- lapply(columns, function(v) v - ave(v, d[[within]]))
  m <- if (is.null(within)) lm(y ~ ., columns) else lm(y ~ . - 1, columns)
  for (kind in c("CR1", "CR2", "CR3")) {
    ct <- as.data.frame(coef_test(m, vcov = kind, cluster = d[[cluster]], test = "Satterthwaite"))
    values <- list()
    for (name in c(if (is.null(within) && is.null(time)) "(Intercept)", x)) {
      row <- ct[rownames(ct) == name | ct$Coef == name, ]
      values[[paste0("coef.", name)]] <- row$beta
      values[[paste0("se.", name)]] <- row$SE
      values[[paste0("df.", name)]] <- row$df_Satt
      values[[paste0("p.", name)]] <- row$p_Satt
    }
    vcov <- list()
    vcov[[tolower(kind)]] <- cluster
    entries[[length(entries) + 1]] <<- list(
      id = paste(id, tolower(kind), sep = "."), dataset = dataset, formula = formula, options = list(vcov = vcov),
      version = version, values = values
    )
  }
}

bal <- "sim_eurt.csv"
unb <- "sim_eurt_unbalanced.csv"
add("no_effects", bal, "y ~ pilot + lngdp", c("pilot", "lngdp"), NULL, NULL, "prov")
add("one_way", unb, "y ~ did + lngdp | city", c("did", "lngdp"), "city", NULL, "prov")
add("two_way", bal, "y ~ did + lngdp + fin | city + year", c("did", "lngdp", "fin"), "city", "year", "prov")
add("two_way.unbalanced", unb, "y ~ did + lngdp + fin | city + year", c("did", "lngdp", "fin"), "city", "year", "prov")
add("two_way.blocks", unb, "y ~ did + lngdp | city + year", c("did", "lngdp"), "city", "year", "block")
add("across", unb, "y ~ lngdp + fin | city + year", c("lngdp", "fin"), "city", "year", "city")

write_json(entries, file.path(folder, "bias-reduced.json"), auto_unbox = TRUE, digits = I(15), pretty = 1)
cat(length(entries), "entries\n")
