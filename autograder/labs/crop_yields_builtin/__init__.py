"""Lab 7: the crops again, with PyTorch's own loader, layer and optimiser."""
