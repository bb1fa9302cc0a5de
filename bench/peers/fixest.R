# Times fixest on one folder of raw columns: Rscript fixest.R FOLDER ESTIMATOR FORMULA CLUSTER REPEATS
# Start-up and reading are not timed; the first calls are thrown away. With two threads and with one.
# Prints a key and its numbers on each line: milliseconds of wall and of processor time.
suppressMessages(library(fixest))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
setFixest_notes(FALSE)

listed <- strsplit(readLines(file.path(folder, "columns.txt")), " ")
columns <- lapply(listed, function(column) {
  path <- file.path(folder, paste(column, collapse = "."))
  width <- if (column[2] == "f64") 8 else 4
  what <- if (column[2] == "f64") "double" else "integer"
  readBin(path, what, n = file.size(path) / width, size = width, endian = "little")
})
data <- structure(columns, names = vapply(listed, `[`, "", 1), class = "data.frame",
                  row.names = c(NA_integer_, -length(columns[[1]])))
estimate <- if (arguments[2] == "feols") feols else fepois
formula <- as.formula(arguments[3])
cluster <- as.formula(paste("~", arguments[4]))
call <- function() estimate(formula, data, vcov = cluster)
milliseconds <- function(began) as.numeric(difftime(Sys.time(), began, units = "secs")) * 1000
show <- function(key, values) cat(key, format(values, digits = 15), "\n")

for (threads in c(2, 1)) {
  setFixest_nthreads(threads)
  began <- Sys.time()
  while (threads == 2 || nrow(data) < 1e6) {
    fit <- call()
    if (milliseconds(began) > 1000) break
  }
  times <- cpu <- numeric(as.integer(arguments[5]))
  for (i in seq_along(times)) {
    if (nrow(data) >= 1e5) gc()
    spent <- proc.time()
    began <- Sys.time()
    call()
    times[i] <- milliseconds(began)
    cpu[i] <- sum((proc.time() - spent)[1:2]) * 1000
  }
  show(paste0("times", threads), times)
  show(paste0("cpu", threads), cpu)
}
show("coefficients", unname(coef(fit)))
show("errors", unname(se(fit)))
cat("version fixest", as.character(packageVersion("fixest")), "\n")
cat("r R", paste(R.version$major, R.version$minor, sep = "."), "\n")
