"""What the labs' answers are made of: for the judge's side alone."""
