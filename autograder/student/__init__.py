"""What students use: commands, pytest and the notebook's `check`, and every word that is said to them."""
