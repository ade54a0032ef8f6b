"""The views of the Bias lab, and the record that its report is made of."""
