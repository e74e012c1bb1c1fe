"""A lab's solution in a student's kit: sealed, and opened by what right functions return on inputs of its own.

The kit holds these inputs and no answer to them. Each number that comes back lies in some interval, four tolerances wide or
more, and the numbers of all intervals are the key. They are laid so that the right number is in the middle of its own, and
no right way of computing it comes near the next. What the kit holds of them, widths and where in its interval a number
lies, does not tell which interval that is.

It is as strong as the lab: whoever opens it has functions that are right where nobody recorded what is right, or was given
the text by somebody who had. Python's library has no cipher, but a stream of SHAKE-256 makes one, under a key that is used
for a single text.
"""

import hashlib
import hmac
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from autograder.judge.tolerance import tolerance
from autograder.labs.recorded import RECORDED
from autograder.trace import Request, Trace, pack_request, unpack_request
from autograder.trace.frame import pack_parts, unpack_parts

# Of an interval, in tolerances: at least so many, for it is a power of two, which tells the size of a number and no more.
WIDTH = 4.0
# How finely it is told where in its interval a number lies.
FINE = 256
# Of a function with more numbers, so many count.
ENOUGH = 64
ROUNDS = 100_000
# The kinds of entries that are measured rather than counted.
MEASURED = ("number", "series", "tensor", "grid")


def path_of_sealed(lab: str) -> Path:
    """Return where a student's kit has a lab's solution."""
    return RECORDED / f"{lab}.frame"


def seal(text: bytes, requests: Sequence[Request], right: Sequence[Trace], twins: Sequence[Trace]) -> bytes:
    """Return the frame of a sealed text: each request has one case, and on that the solution made a trace and a twin."""
    widths = [_widths(*traces) for traces in zip(right, twins, strict=True)]
    places = [np.round(_scaled(*pair) % 1.0 * FINE) / FINE for pair in zip(right, widths, strict=True)]
    key = _key(right, widths, places)
    packed = _streamed(zlib.compress(text, 9), key)
    told = [np.concatenate(numbers).astype("<f8").tobytes() for numbers in (widths, places)]
    sizes = [len(numbers) for numbers in widths]
    return pack_parts(
        {"sizes": sizes}, [packed, hmac.digest(key, packed, "sha256"), *told, *map(pack_request, requests)]
    )


def requests_of(frame: bytes) -> list[Request]:
    """Return what is to be run, with a student's source in it, to open a sealed text."""
    return [unpack_request(request) for request in unpack_parts(frame)[1][4:]]


def opened(frame: bytes, traces: Sequence[Trace]) -> bytes:
    """Return a sealed text, or nothing where `traces`, one per request, are not what right functions leave behind."""
    header, (packed, digest, widths, places, *requests) = unpack_parts(frame)
    if len(traces) != len(requests):
        return b""
    ends = np.cumsum(header["sizes"])[:-1]
    key = _key(traces, *(np.split(np.frombuffer(told, dtype="<f8"), ends) for told in (widths, places)))
    is_right = hmac.compare_digest(hmac.digest(key, packed, "sha256"), digest)
    return zlib.decompress(_streamed(packed, key)) if is_right else b""


def _key(traces: Iterable[Trace], widths: Iterable[np.ndarray], places: Iterable[np.ndarray]) -> bytes:
    """Return the key that is made of the numbers of intervals: see the module's words."""
    numbers = b""
    for trace, width, place in zip(traces, widths, places, strict=True):
        scaled = _scaled(trace, width)
        fits = scaled.shape == place.shape
        numbers += np.rint(scaled - place).astype("<i8").tobytes() if fits else b"another number of numbers"
    return hashlib.pbkdf2_hmac("sha256", numbers, b"gradkit", ROUNDS)


def _scaled(trace: Trace, widths: np.ndarray) -> np.ndarray:
    """Return the numbers of a trace in widths of their intervals, or as they are where there are not as many."""
    numbers = _some([entry.value for entry in trace.entries if entry.kind in MEASURED])
    if numbers.shape != widths.shape:
        return numbers
    with np.errstate(invalid="ignore", over="ignore"):
        scaled: np.ndarray = np.clip(np.nan_to_num(numbers / widths), -(2.0**62), 2.0**62)
        return scaled


def _widths(right: Trace, twin: Trace) -> np.ndarray:
    """Return the widths of a solution's numbers; infinite, so that it does not count, for a number that is not finite."""
    twins = {entry.quantity: entry for entry in twin.entries}
    measured = [entry for entry in right.entries if entry.kind in MEASURED]
    allowed = _some([tolerance(entry, twins.get(entry.quantity)) for entry in measured])
    finite = np.isfinite(_some([entry.value for entry in measured]))
    return np.where(finite, 2.0 ** np.ceil(np.log2(WIDTH * allowed)), np.inf)


def _some(values: Iterable[np.ndarray]) -> np.ndarray:
    """Return the numbers of arrays in one row; of many, some that lie evenly among them."""
    every = np.concatenate([np.empty(0), *map(np.ravel, values)])
    some: np.ndarray = every[np.linspace(0, every.size - 1, min(every.size, ENOUGH)).astype(int)]
    return some


def _streamed(text: bytes, key: bytes) -> bytes:
    """Return a text under the stream of a key; twice, it is the text again."""
    stream = hashlib.shake_256(key).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))
