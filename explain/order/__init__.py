"""Word order: position codes, what a model has learned of places, shuffling, reach."""
