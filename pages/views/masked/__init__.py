"""The views of the Masked words page."""
