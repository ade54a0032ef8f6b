"""The view of the Tokens page."""
