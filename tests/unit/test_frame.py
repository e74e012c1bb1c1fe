"""The frame reader believes nothing."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import FrameError
from autograder.trace import LOSSES, Entry, Mishap, MishapKind, Quantity, Report, Trace, pack_report, unpack_report
from autograder.trace.frame import DEPTH_LIMIT, HEADER_LIMIT, MAGIC, PREAMBLE, pack, unpack

EMPTY_BODY = pack({})[PREAMBLE.size + 2 :]


def frame(head, body=EMPTY_BODY):
    return PREAMBLE.pack(MAGIC, len(head), len(body)) + head + body


def test_what_was_packed_is_unpacked():
    arrays = {"x": np.arange(6.0).reshape(2, 3), "s": np.float64(3.5), "none": np.zeros((0, 2), np.float32)}

    header, back = unpack(pack({"a": [1, 2.5, None]}, arrays))

    assert header == {"a": [1, 2.5, None]}
    assert {name: (a.shape, a.dtype, a.tolist()) for name, a in back.items()} == {
        name: (np.shape(a), np.asarray(a).dtype, np.asarray(a).tolist()) for name, a in arrays.items()
    }


def test_numbers_cross_without_losing_a_bit():
    value = np.nextafter(np.float64(0.1), 1)

    assert unpack(pack({}, {"x": value}))[1]["x"] == value


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"too short",
        b"x" * 100,
        pack({})[:-1],
        pack({}) + b"x",
        pack({}) + pack({}),
        PREAMBLE.pack(MAGIC, 2**60, 2**60) + b"{}",
        PREAMBLE.pack(MAGIC, HEADER_LIMIT + 1, 0) + b"{" * (HEADER_LIMIT + 1),
        frame(b"[]"),
        frame(b"{"),
        frame(b'{"a":NaN}'),
        frame(b'{"a":1,"a":2}'),
        frame(b"\xff{}"),
        frame(b'{"a":' + b"[" * (DEPTH_LIMIT + 1) + b"]" * (DEPTH_LIMIT + 1) + b"}"),
        frame(b'{"a":' + b"[" * 30000),
        frame(b"{}", b"\x00" * 8),
        frame(b"{}", b"garbage that is no safetensors"),
    ],
)
def test_what_is_no_frame_is_refused(bytes_):
    with pytest.raises(FrameError):
        unpack(bytes_)


def _safetensors(header, data):
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


@pytest.mark.parametrize(
    "tensor",
    [
        {"dtype": "F32", "shape": [1000000], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [1], "data_offsets": [0, 8]},
        {"dtype": "F32", "shape": [2**62, 2**62], "data_offsets": [0, 4]},
        {"dtype": "BF16", "shape": [2], "data_offsets": [0, 4]},
    ],
)
def test_tensors_that_lie_about_themselves_are_refused(tensor):
    with pytest.raises(FrameError):
        unpack(frame(b"{}", _safetensors({"x": tensor}, b"\x00" * 4)))


def test_brackets_inside_text_are_no_nesting():
    assert unpack(pack({"a": "[" * 100 + '\\"' + "{" * 100}))[0]["a"].startswith("[[[")


@given(st.binary(max_size=2000))
def test_garbage_is_refused_and_never_crashes(data):
    with pytest.raises(FrameError):
        unpack(data)


@given(st.integers(0, 2**32), st.integers(0, 1_000_000), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_a_million_bytes_behind_lengths_that_lie_are_refused(seed, size, head_length, body_length):
    rubbish = np.random.default_rng(seed).bytes(size)

    with pytest.raises(FrameError):
        unpack(PREAMBLE.pack(MAGIC, head_length, body_length) + rubbish)


@given(st.integers(0, 2**32), st.integers(0, 1_000_000), st.floats(0, 1))
def test_a_million_bytes_behind_lengths_that_are_true_are_refused(seed, size, part):
    rubbish = np.random.default_rng(seed).bytes(size)
    head_length = min(int(size * part), HEADER_LIMIT)

    with pytest.raises(FrameError):
        unpack(PREAMBLE.pack(MAGIC, head_length, size - head_length) + rubbish)


@given(st.floats(0, 1, exclude_max=True))
def test_a_report_that_was_cut_short_is_refused(part):
    whole = pack_report(Report(12, ("f",), (Trace((Entry(LOSSES, "series", np.arange(30.0)),)),)))

    with pytest.raises(FrameError):
        unpack_report(whole[: int(len(whole) * part)])


@given(st.data())
def test_a_damaged_report_is_refused_or_still_a_report(data):
    report = Report(12, ("f",), (Trace((Entry(LOSSES, "series", np.arange(3.0)),)),))
    whole = bytearray(pack_report(report))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    try:
        assert isinstance(unpack_report(bytes(whole)), Report)
    except FrameError:
        pass


def test_a_report_comes_back_as_it_was():
    mishap = Mishap(MishapKind.RAISED, "ValueError", "no", 3, "f")
    report = Report(
        12, ("f", "g"), (Trace((Entry(Quantity("w", step=1), "number", np.float64(2), "float32", 0.5),), mishap),)
    )

    assert unpack_report(pack_report(report)) == report


@pytest.mark.parametrize("value", [np.arange(3.0), np.zeros((2, 2))])
def test_a_number_has_no_axes(value):
    with pytest.raises(FrameError):
        unpack_report(pack_report(Report(traces=(Trace((Entry(Quantity("w"), "number", value),)),))))
