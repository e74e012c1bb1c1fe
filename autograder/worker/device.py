"""Find out which device a name means on this machine."""

import torch


def main(name: str) -> None:
    """Print what `name` means here: for those who do not import torch themselves."""
    print(find(name))


def find(name: str) -> str:
    """Return the device that `name` means here, or "" when there is none."""
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        name = next(device for device in ("cuda", "mps", "cpu") if available[device])
    return name if available.get(name) else ""
