"""Optimisers work as ever without the compiler that they import, and the compiler is there for whoever asks."""

import subprocess
import sys

import pytest

from autograder.worker import dynamo_stub
from tests.places import ROOT

TRAIN = """
import sys
import torch
{stub}
for optimiser in (torch.optim.SGD, torch.optim.Adam, torch.optim.LBFGS):
    torch.manual_seed(0)
    model = torch.nn.Linear(3, 2)
    x, y = torch.randn(7, 3), torch.randn(7, 2)
    opt = optimiser(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(opt, 0.9)
    for _ in range(5):
        def closure():
            opt.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x), y)
            loss.backward()
            return loss
        opt.step(closure)
        scheduler.step()
    print([p.tolist() for p in model.parameters()], opt.state_dict()["param_groups"][0]["lr"])
print(type(sys.modules.get("torch._dynamo")).__name__, file=sys.stderr)
"""
TAKE = "from autograder.worker import dynamo_stub; dynamo_stub.take()"


USES = (
    "import torch._dynamo.config as c; print(c.verbose)",
    "print(torch._dynamo.is_compiling())",
    "from torch._dynamo import optimize; print(callable(optimize))",
    "print(torch.compile(lambda x: x + 1, backend='eager')(torch.ones(1)).item())",
)
# Each in a fork of its own: whoever asks first gets the real compiler for all.
USE = f"""
import os
for use in {USES!r}:
    print(flush=True)
    if os.fork() == 0:
        exec(use)
        sys.stdout.flush()
        os._exit(0)
    os.wait()
"""


def run(stub):
    """Train and use the compiler; return `([what was trained, what each use printed, …], what stands for the compiler)`."""
    code = TRAIN.format(stub=stub) + USE
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    trained, *used = done.stdout.split("\n\n")
    return [trained, *used], done.stderr.strip()


@pytest.fixture(scope="module")
def with_it():
    return run(TAKE)


@pytest.fixture(scope="module")
def without():
    return run("")


def test_optimisers_take_the_same_steps(with_it, without):
    (trained, *_), kind = with_it

    assert trained.count("[[") == 3
    assert trained == without[0][0]
    assert kind == "_Listener"


def test_who_looks_through_all_modules_imports_no_compiler():
    assert not hasattr(dynamo_stub._Listener(dynamo_stub.NAME), "__file__")


@pytest.mark.parametrize("number", range(1, len(USES) + 1), ids=USES)
def test_the_real_compiler_is_there_for_whoever_asks(with_it, without, number):
    assert with_it[0][number].strip() == without[0][number].strip() != ""
