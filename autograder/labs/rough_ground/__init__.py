"""Lab 5: annealing, a decaying rate and mini-batches."""

# How rows are dealt into batches, in this order.
DEALS = (
    "first deal",
    "deal from the same seed",
    "deal from the generator as it went on",
    "deal from another seed",
    "deal without a generator",
)
