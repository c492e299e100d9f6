#!/usr/bin/env Rscript
# Draws what a comparison changes: each standard's mean difference from the baseline, with its 95 % interval.
#   Rscript scripts/analysis/differences.R DIR OUT.png     DIR is a result folder of icsim compare
# Needs RSQLite and ggplot2 (Debian: r-cran-rsqlite, r-cran-ggplot2). Another ending of OUT gives another kind of file.
suppressPackageStartupMessages({ library(DBI); library(ggplot2) })

given <- commandArgs(trailingOnly = TRUE)
if (length(given) != 2) stop("expected a result folder and the name of a picture: DIR OUT.png", call. = FALSE)
file <- file.path(given[1], "results.sqlite")
if (!file.exists(file)) stop("there is no ", file, call. = FALSE)
store <- dbConnect(RSQLite::SQLite(), file, flags = RSQLite::SQLITE_RO)

arms <- dbGetQuery(store, "SELECT arm, name FROM arm ORDER BY number")
rows <- dbGetQuery(store, "
  SELECT d.arm, s.name AS standard, d.difference, d.low, d.high
  FROM difference d JOIN standard s ON s.standard = d.subject
  WHERE d.measure = 'mean_minutes' AND d.period = 'all' AND d.area = 'all' AND d.level = 'all' AND d.difference IS NOT NULL
  ORDER BY s.rowid")
run <- dbGetQuery(store, "SELECT key, value FROM run")
dbDisconnect(store)
if (nrow(rows) == 0) stop("no differences in ", file, ": is it the result of icsim compare?", call. = FALSE)
fact <- function(key) run$value[run$key == key]

# Where no scenario changes anything there is nothing to draw.
same <- names(which(tapply(rows$difference == 0 & is.na(rows$low) | rows$low == 0 & rows$high == 0, rows$standard, all)))
rows <- rows[!rows$standard %in% same, ]

others <- arms[-1, ]
rows$arm <- factor(rows$arm, rev(others$arm)) # the first scenario on top
wrapped <- vapply(unique(rows$standard), function(name) paste(strwrap(name, 34), collapse = "\n"), "")
rows$standard <- factor(wrapped[rows$standard], unique(wrapped))
colours <- setNames(rep(c("#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"), length.out = nrow(others)), others$arm)

picture <- ggplot(rows, aes(difference, arm, colour = arm)) +
  geom_vline(xintercept = 0, colour = "#4c6272") +
  geom_errorbarh(aes(xmin = low, xmax = high), height = 0.25, na.rm = TRUE) +
  geom_point(size = 2) +
  facet_wrap(~standard, scales = "free_x", ncol = 3) +
  scale_colour_manual(values = colours, guide = "none") +
  scale_y_discrete(labels = setNames(others$name, others$arm)) +
  scale_x_continuous(breaks = function(limits) pretty(limits, 4), expand = expansion(0.1), labels = function(x) format(x, big.mark = ",", trim = TRUE, scientific = FALSE)) +
  labs(title = paste0("Mean minutes, difference from: ", arms$name[1]), x = "minutes (left of 0: shorter)", y = NULL,
       subtitle = "Dots: mean over replications of the same people. Bars: 95 % interval of each difference alone.",
       caption = paste0("Simulated by icsim ", fact("version"), ": ", fact("replications"), " replications, seed ", fact("seed"),
                        ", measured from ", fact("window_from"), " to ", fact("window_to"), ", inputs ", fact("inputs_digest"),
                        if (length(same) > 0) paste(strwrap(paste0("\nThe same in every scenario: ", paste(same, collapse = "; "), "."),
                                                            130, prefix = "\n"), collapse = ""))) +
  theme_minimal(base_size = 11) +
  theme(plot.title.position = "plot", panel.grid.minor = element_blank(), panel.grid.major.y = element_blank(),
        panel.spacing.x = unit(2, "lines"), plot.caption = element_text(hjust = 0),
        plot.caption.position = "plot", strip.text = element_text(hjust = 0, vjust = 0))

panels <- ceiling(nlevels(rows$standard) / 3)
ggsave(given[2], picture, width = 10, height = 1.9 + panels * (0.85 + 0.22 * nrow(others)), dpi = 150, bg = "white")
cat("wrote ", given[2], ": ", nrow(rows), " differences of ", nlevels(rows$standard), " standards\n", sep = "")
