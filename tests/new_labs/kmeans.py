"""K-means: which points belong together, without anybody saying so.

`X` is a table of points, a tensor of shape (n, d), and `centres` is one of shape (k, d).
"""

import torch


def assign(X, centres):
    """Give every point the number of its nearest centre.

    Returns an integer tensor of shape (n,), with numbers from 0 to k - 1.
    """
    distances = torch.cdist(X, centres)
    return distances.argmin(dim=1)


def update(X, labels, k):
    """Move every centre to the mean of its points. `labels` has the number of each point's centre, (n,).

    Returns the centres, of shape (k, d).
    """
    return torch.stack([X[labels == number].mean(dim=0) for number in range(k)])


def inertia(X, centres):
    """Return the mean squared distance of points from their nearest centre, a 0-d tensor."""
    return torch.cdist(X, centres).min(dim=1).values.square().mean()


def kmeans(X, centres, steps):
    """Alternate between both for so many steps.

    Returns `(centres, labels)`.
    """
    for _ in range(steps):
        labels = assign(X, centres)
        centres = update(X, labels, len(centres))
    return centres, assign(X, centres)
