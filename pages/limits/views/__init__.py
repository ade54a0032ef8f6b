"""The probes of the Bias lab; the page imports its own."""
