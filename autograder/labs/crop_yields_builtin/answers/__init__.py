"""The judge's side of crop_yields_builtin: its cases and its known mistakes."""
