# The working folder can be written to, and random numbers are there for those who want some.
import pathlib
import random
import tempfile

import numpy as np

pathlib.Path("log.txt").write_text(f"{random.random()} {np.random.rand()} {torch.rand(1).item()}")
assert pathlib.Path("log.txt").read_text()
with tempfile.TemporaryFile() as file:
    torch.save({"a": torch.ones(2)}, file)
    file.seek(0)
    assert torch.load(file)["a"].sum() == 2
assert __name__ == "slope_and_bias" and __import__("sys").modules[__name__].forward is forward
