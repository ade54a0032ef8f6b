"""Embeddings and hidden states as places in space: neighbours, relations, maps, senses."""
