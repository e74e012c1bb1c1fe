"""The judge's side of univariate: its cases and its known mistakes."""
