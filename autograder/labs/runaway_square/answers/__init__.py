"""The judge's side of runaway_square: its cases and its known mistakes."""
