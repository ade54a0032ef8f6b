"""Running a model, once for everybody who asks the same: traces, batches, progress, results."""
