"""The views of the Embeddings page."""
