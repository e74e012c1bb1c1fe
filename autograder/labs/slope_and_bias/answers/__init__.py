"""The judge's side of slope_and_bias: its cases and its known mistakes."""
