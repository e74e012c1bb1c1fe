"""Lab 5: annealing, a decaying rate and mini-batches."""
