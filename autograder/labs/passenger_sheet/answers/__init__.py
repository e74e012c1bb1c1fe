"""The judge's side of passenger_sheet: its cases and its known mistakes."""
