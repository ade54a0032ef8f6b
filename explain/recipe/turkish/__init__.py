"""How the Turkish and English masked model is made: start, text, training, evaluation."""
