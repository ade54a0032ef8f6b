"""The views of the pages of this section; each page imports its own."""
