"""Write down what a student's function returned, as the plain numbers that the contract allows and nothing else.

Types are compared exactly (`type(value) is float`): a subclass can lie about its value, a builtin cannot.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import torch

from autograder.errors import Unfit
from autograder.language import Phrase
from autograder.trace import Entry, Quantity
from autograder.trace.report import EntryKind

# A quantity, or the name of a value.
Named: TypeAlias = Quantity | str

_TENSORS = (torch.Tensor, torch.nn.Parameter)
ELEMENT_LIMIT = 1_000_000
# What is wanted.
NUMBER, TENSOR, ARRAY = Phrase("a number"), Phrase("a tensor"), Phrase("a tensor or array")
SERIES = Phrase("a list of series")
# What came back instead of a tensor or an array that fits.
OF_DTYPE, OF_SIZE = "one of {dtype}", "one of {size} elements"
# From fine to coarse. Python's own numbers do not tell how they were computed, so they count as the coarsest.
_PRECISIONS = ("int", "float64", "float32", "any")
# Half precision widens no tolerance: its values are judged as if they were float32.
_PRECISION_OF_FLOAT = {"float64": "float64", "longdouble": "float64", "float128": "float64"}


class Recorder:
    """Collects the entries of one case. Every method raises `Unfit` for a value that the contract does not allow."""

    def __init__(self, device: str = "cpu") -> None:
        self.entries: list[Entry] = []
        self._device = torch.device(device)

    def number(self, quantity: Named, value: object) -> None:
        """Record one number: Python's, NumPy's, or a tensor or array of one element."""
        self.array(quantity, *as_number(_named(quantity).name(), value))

    def count(self, quantity: Named, count: int) -> None:
        """Record how many there are of something."""
        self._add(quantity, "count", np.asarray(float(count)), "any")

    def series(self, quantity: Quantity, values: object) -> None:
        """Record a list, tuple, 1-d tensor or 1-d array of numbers. The quantity's step is that of the first."""
        self._add(quantity, "series", *as_series(quantity.plural, values))

    def array(
        self, quantity: Named, value: np.ndarray | float, precision: str, resolution: float = 0.0, leeway: float = 1.0
    ) -> None:
        """Record a number or array that was read already, or worked out from such: see `Entry`."""
        value = np.asarray(value, dtype=np.float64)
        resolution = float(resolution) if np.isfinite(resolution) else 0.0  # of a descent that has run away
        self._add(quantity, "grid" if value.ndim else "number", value, precision, resolution, leeway)

    def tensor(self, quantity: Named, value: object, *, any_dtype: bool = False) -> torch.Tensor:
        """Record a tensor whose shape and device count, and its dtype too unless `any_dtype`."""
        name = _named(quantity).name()
        tensor = _plain_tensor(name, value, TENSOR)
        if tensor.device.type != self._device.type:
            wanted = Phrase("a tensor on {device}", device=self._device.type)
            raise Unfit(name, wanted, Phrase("one on {device}", device=tensor.device.type))
        precision = str(tensor.dtype).removeprefix("torch.")
        self._add(quantity, "grid" if any_dtype else "tensor", _to_numpy(tensor), precision)
        return tensor

    def grid(self, quantity: Named, value: object) -> np.ndarray:
        """Record a tensor or array whose shape counts and whose dtype does not."""
        array, precision = as_array(_named(quantity).name(), value)
        self._add(quantity, "grid", array, precision)
        return array

    def mask(self, quantity: Named, value: object) -> None:
        """Record a tensor or array of true and false, or of ones and zeros, whose shape counts."""
        if type(value) in (torch.Tensor, np.ndarray) and str(cast(Any, value).dtype) in ("torch.bool", "bool"):
            value = cast(Any, value) * 1
        self.grid(quantity, value)

    def flag(self, quantity: Named, truth: object) -> None:
        """Record whether something holds."""
        self._add(quantity, "flag", np.asarray(bool(truth)), "any")

    def _add(self, quantity: Named, kind: EntryKind, value: np.ndarray, precision: str, *accuracy: float) -> None:
        self.entries.append(Entry(_named(quantity), kind, value, precision, *accuracy))


def _named(quantity: Named) -> Quantity:
    return Quantity(quantity) if isinstance(quantity, str) else quantity


def parts(what: str, value: object, names: Sequence[str]) -> list[Any]:
    """Return the results of a function that returns several: a tuple, a named tuple or a list of `len(names)`."""
    wanted = Phrase("{number} results ({names})", number=len(names), names=", ".join(names))
    elements = _elements(value)
    if elements is None:
        raise Unfit(what, wanted, describe(value))
    if len(elements) != len(names):
        raise Unfit(what, wanted, Phrase("{number} results", number=len(elements)))
    return elements


def as_number(what: str, value: Any) -> tuple[float, str]:
    """Return `(float, precision)` of one number."""
    kind = type(value)
    if kind is float or kind is int:
        try:
            return float(value), "int" if kind is int else "any"
        except OverflowError:
            raise Unfit(what, NUMBER, "an int that no float can hold") from None
    array, precision = as_array(what, value, wanted=NUMBER)
    if array.size != 1:
        raise Unfit(what, NUMBER, describe(value))
    return float(array.reshape(())), precision


def as_series(what: str, values: object) -> tuple[np.ndarray, str]:
    """Return `(1-d float64 array, precision)` of a series of numbers."""
    elements = _elements(values)
    if elements is not None:
        numbers = [_element(what, index, value) for index, value in enumerate(elements)]
        precision = max((precision for _, precision in numbers), key=_PRECISIONS.index, default="any")
        return np.array([number for number, _ in numbers], dtype=np.float64), precision
    wanted = Phrase("a list of numbers ({what})", what=Phrase.of(what))
    array, precision = as_array(what, values, wanted=wanted)
    if array.ndim != 1:
        raise Unfit(what, wanted, describe(values))
    return array.astype(np.float64), precision


def _element(what: str, index: int, value: object) -> tuple[float, str]:
    try:
        return as_number(what, value)
    except Unfit as unfit:
        unfit.what = Phrase("{what}[{index}]", what=Phrase.of(what), index=index)
        raise


def list_of_series(what: str, values: object) -> list[Any]:
    """Return the series in a list or tuple of series, or the rows of a 2-d tensor or array, not read yet."""
    elements = _elements(values)
    if elements is not None:
        return elements
    array, _ = as_array(what, values, wanted=SERIES)
    if array.ndim != 2:
        raise Unfit(what, SERIES, describe(values))
    return list(array)


def as_array(what: str, value: Any, wanted: str = ARRAY) -> tuple[np.ndarray, str]:
    """Return `(numpy array, precision)` of a tensor, array or NumPy scalar of real numbers, whatever its shape."""
    kind = type(value)
    if issubclass(kind, torch.Tensor):
        array = _to_numpy(_plain_tensor(what, value, wanted))
    elif kind is np.ndarray or (issubclass(kind, np.generic) and np.dtype(kind).type is kind):
        array = np.asarray(value)
    else:
        raise Unfit(what, wanted, describe(value))
    if array.dtype.kind not in "fiu":
        raise Unfit(what, wanted, Phrase(OF_DTYPE, dtype=array.dtype))
    if array.size > ELEMENT_LIMIT:
        raise Unfit(what, wanted, Phrase(OF_SIZE, size=array.size))
    if array.dtype.kind in "iu":
        return array.astype(np.float64), "int"
    precision = _PRECISION_OF_FLOAT.get(array.dtype.name, "float32")
    return array.astype(np.float64 if precision == "float64" else np.float32), precision


def describe(value: Any) -> str:
    """Say in a few words what a value is, without calling anything of its own."""
    kind = type(value)
    if value is None:
        return "None"
    if _is_plain_tensor(kind):
        return Phrase("a tensor of shape {shape}", shape=tuple(value.shape))
    if kind is np.ndarray:
        return Phrase("an array of shape {shape}", shape=value.shape)
    name = kind.__name__
    return Phrase("an {type}" if name[:1] in "aeiou" else "a {type}", type=name)


def _elements(value: Any) -> list[Any] | None:
    """Return the elements of a list or tuple, or None. The builtin's own iterator is used, a subclass's is not trusted."""
    for sequence in (list, tuple):
        if issubclass(type(value), sequence):
            return list(sequence.__iter__(value))
    return None


def _is_plain_tensor(kind: type) -> bool:
    # By identity: a class can have a metaclass whose == is always true.
    return any(kind is plain for plain in _TENSORS)


def _plain_tensor(what: str, value: Any, wanted: str) -> torch.Tensor:
    if not issubclass(type(value), torch.Tensor):
        raise Unfit(what, wanted, describe(value))
    if not _is_plain_tensor(type(value)):
        raise Unfit(what, wanted, Phrase("a subclass of Tensor ({type})", type=type(value).__name__))
    if value.layout != torch.strided or value.device.type == "meta" or value.is_quantized:
        raise Unfit(
            what, wanted, Phrase("a {layout} tensor on {device}", layout=value.layout, device=value.device.type)
        )
    if value.is_complex() or value.dtype is torch.bool:
        raise Unfit(what, wanted, Phrase(OF_DTYPE, dtype=str(value.dtype).removeprefix("torch.")))
    if value.numel() > ELEMENT_LIMIT:
        # A tensor of stride 0 takes four bytes here and terabytes once it is copied.
        raise Unfit(what, wanted, Phrase(OF_SIZE, size=value.numel()))
    return cast(torch.Tensor, value)


def _to_numpy(tensor: torch.Tensor) -> np.ndarray:
    tensor = tensor.detach().resolve_neg()
    if not tensor.is_floating_point():
        return tensor.cpu().to(torch.int64).numpy()
    if tensor.dtype not in (torch.float32, torch.float64):
        tensor = tensor.float()
    return tensor.cpu().contiguous().numpy().copy()
