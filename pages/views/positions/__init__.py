"""The views of the Positions page."""
