"""One frame: the only form in which anything crosses the wall.

A frame is `MAGIC`, the length of the header and of the body (two big-endian 8-byte numbers), a JSON header and a
safetensors body. Nothing in it is ever executed or unpickled, and every length is checked before memory is taken.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from typing import IO, Any

import numpy as np
import safetensors
from safetensors.numpy import save

from autograder.errors import FrameError
from autograder.text import strict_json

MAGIC = b"gradkit\x01"
HEADER_LIMIT = 64 * 1024
BODY_LIMIT = 64 * 1024 * 1024
DEPTH_LIMIT = 8
PREAMBLE = struct.Struct(">8sQQ")

# The only element types that may cross, by safetensors' names.
DTYPES = {"F32": np.float32, "F64": np.float64, "I64": np.int64, "U8": np.uint8, "BOOL": np.bool_}


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray] | None = None, most: int = BODY_LIMIT) -> bytes:
    """Return the frame that carries `header` (JSON values, no NaN) and `arrays` by name.

    Raises `FrameError` when either is too large or holds a dtype that may not cross.
    """
    head = json.dumps(header, allow_nan=False, separators=(",", ":")).encode()
    body: bytes = save({name: _crossable(name, array) for name, array in (arrays or {}).items()})
    _check_lengths(len(head), len(body), most)
    return PREAMBLE.pack(MAGIC, len(head), len(body)) + head + body


def unpack(frame: bytes, most: int = BODY_LIMIT) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return `(header, arrays)` of exactly one frame.

    Raises `FrameError` for anything else: other magic, lengths that lie, JSON that is not strict, tensors whose
    bytes do not fit their shape. Source of the rules: the integrity notes of the kit, "Reply".
    """
    if len(frame) < PREAMBLE.size:
        raise FrameError(f"{len(frame)} bytes are too few for a frame")
    head_length, body_length = read_preamble(frame[: PREAMBLE.size], most)
    if len(frame) != PREAMBLE.size + head_length + body_length:
        raise FrameError("the frame's length is not the one it states")
    head = frame[PREAMBLE.size : PREAMBLE.size + head_length]
    return _read_header(head), _read_arrays(frame[PREAMBLE.size + head_length :])


def pack_parts(header: Mapping[str, Any], parts: Sequence[bytes], most: int = BODY_LIMIT) -> bytes:
    """Return the frame that carries `header` and `parts`, bytes of whatever sort, in order."""
    arrays = {str(number): np.frombuffer(part, dtype=np.uint8) for number, part in enumerate(parts)}
    return pack(header, arrays, most)


def unpack_parts(frame: bytes, most: int = BODY_LIMIT) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return `(header, parts)` of such a frame."""
    header, arrays = unpack(frame, most)
    return header, tuple(arrays[str(number)].tobytes() for number in range(len(arrays)))


def read_preamble(preamble: bytes, most: int = BODY_LIMIT) -> tuple[int, int]:
    """Return `(header length, body length)` that the first `PREAMBLE.size` bytes state, checked against the limits."""
    magic, head_length, body_length = PREAMBLE.unpack(preamble)
    if magic != MAGIC:
        raise FrameError("the bytes do not begin with the frame's magic")
    _check_lengths(head_length, body_length, most)
    return head_length, body_length


def read_frame(stream: IO[bytes], most: int = BODY_LIMIT) -> bytes | None:
    """Return the bytes of the next frame of a trusted, buffered binary stream, or None at its end."""
    preamble = stream.read(PREAMBLE.size)
    if not preamble:
        return None
    if len(preamble) < PREAMBLE.size:
        raise FrameError("the stream ended inside a frame")
    rest = sum(read_preamble(preamble, most))
    body = stream.read(rest)
    if len(body) < rest:
        raise FrameError("the stream ended inside a frame")
    return preamble + body


def take_frame(buffer: bytearray) -> bytes | None:
    """Cut the first whole frame off a bytearray and return it, or None while it is not all there. Raises `FrameError`."""
    if len(buffer) < PREAMBLE.size:
        return None
    length = PREAMBLE.size + sum(read_preamble(bytes(buffer[: PREAMBLE.size])))
    if len(buffer) < length:
        return None
    frame = bytes(buffer[:length])
    del buffer[:length]
    return frame


def _check_lengths(head_length: int, body_length: int, most: int) -> None:
    if head_length > HEADER_LIMIT:
        raise FrameError(f"a header of {head_length} bytes is over the limit of {HEADER_LIMIT}")
    if body_length > most:
        raise FrameError(f"a body of {body_length} bytes is over the limit of {most}")


def _crossable(name: str, array: np.ndarray) -> np.ndarray:
    array = np.asarray(array, order="C")
    if array.dtype not in DTYPES.values():
        raise FrameError(f"{name}: {array.dtype} may not cross")
    return array


def _read_header(head: bytes) -> dict[str, Any]:
    try:
        header = strict_json(head, DEPTH_LIMIT)
    except ValueError as problem:
        raise FrameError(f"the header is not strict JSON: {problem}") from None
    if not isinstance(header, dict):
        raise FrameError("the header is not a JSON object")
    return header


def _read_arrays(body: bytes) -> dict[str, np.ndarray]:
    try:
        tensors = safetensors.deserialize(body)
    except Exception as problem:
        raise FrameError(f"the body is no tensor file: {problem}") from None
    arrays = {}
    for name, tensor in tensors:
        dtype = DTYPES.get(tensor["dtype"])
        if dtype is None:
            raise FrameError(f"{name}: dtype {tensor['dtype']} may not cross")
        try:
            arrays[name] = np.frombuffer(tensor["data"], dtype=dtype).reshape(tensor["shape"])
        except ValueError as problem:  # a shape that numpy has no room for: it has 64 axes at most
            raise FrameError(f"{name}: {problem}") from None
    return arrays
