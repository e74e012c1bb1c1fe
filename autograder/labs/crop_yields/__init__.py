"""Lab 6: three features, two targets, one matrix of weights."""
