"""Running optimizers: one run, a comparison, how runs end and where."""
