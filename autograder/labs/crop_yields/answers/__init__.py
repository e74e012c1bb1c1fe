"""The judge's side of crop_yields: its cases and its known mistakes."""
