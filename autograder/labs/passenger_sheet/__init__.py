"""Lab 8: a spreadsheet's rows become features, and descent does its solver's work."""
