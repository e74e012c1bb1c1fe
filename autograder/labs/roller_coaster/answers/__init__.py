"""The judge's side of roller_coaster: its cases and its known mistakes."""
