"""The view of the Attention page."""
