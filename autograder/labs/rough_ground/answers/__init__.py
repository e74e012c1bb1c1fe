"""The judge's side of rough_ground: its cases and its known mistakes."""
