"""What a model puts into a blank, and the questions that can be asked of it."""
