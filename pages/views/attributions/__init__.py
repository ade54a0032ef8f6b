"""The views of the Attributions page, and the question that all of them ask."""
