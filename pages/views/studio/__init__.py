"""The views of the Attention studio."""
