"""The address of a Dask scheduler, looked at before a library that says little tries it."""

import re

from autograder.errors import GradersLost
from autograder.teaching import wording

_ADDRESS = re.compile(r"(?:(?P<scheme>[a-z]+)://)?(?P<host>\[[0-9A-Fa-f:.%]+\]|[^\s/:\[\]]+):(?P<port>[^\s/:]+)/?")
_PORTS = range(1, 1 << 16)


def scheme_of(address: str) -> str:
    """Return the scheme of an address, `tcp` where it names none. Raises `GradersLost`, with what is wrong with it."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise GradersLost(wording.NO_ADDRESS)
    port = found["port"]
    if not (port.isascii() and port.isdecimal() and len(port) < 6 and int(port) in _PORTS):
        raise GradersLost(wording.NO_PORT)
    return found["scheme"] or "tcp"
