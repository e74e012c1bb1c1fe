"""Lab 3: one scalar, and a learning rate that is too large."""
