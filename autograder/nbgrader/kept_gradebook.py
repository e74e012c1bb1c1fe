"""One gradebook for a whole run. nbgrader opens it seven times for each notebook, and each time SQLAlchemy begins anew: a
connection, the tables that there are, and the SQL of every query.
"""

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.engine import make_url


class _Kept(Gradebook):
    """A gradebook that, when it is closed, ends its transaction and forgets what it has read, and keeps its connection."""

    def close(self) -> None:
        self.db.remove()


@contextlib.contextmanager
def kept_open() -> Iterator[Callable[..., Gradebook]]:
    """Give what opens a gradebook, and meanwhile have nbgrader's autograde open it by the same.

    nbgrader has no setting for it, so the name that two of its modules open a gradebook by is another one meanwhile. A
    version that does so elsewhere opens them as it always does.
    """
    with contextlib.ExitStack() as stack:

        @functools.cache
        def kept(_: object, *address: Any, **more: Any) -> Gradebook:
            gradebook = _Kept(*address, **more)
            stack.callback(Gradebook.close, gradebook)
            return gradebook

        def opened(url: str, *address: Any, **more: Any) -> Gradebook:
            return kept(_file_of(url), url, *address, **more)

        for module in (sys.modules[user.__module__] for user in (Autograde, AssignLatePenalties)):
            if vars(module).get("Gradebook") is Gradebook:
                vars(module)["Gradebook"] = opened
                stack.callback(setattr, module, "Gradebook", Gradebook)
        yield opened


def _file_of(url: str) -> tuple[int, int] | None:
    """Tell a gradebook's file from one that takes its place. None where there is none, as for a server's."""
    with contextlib.suppress(OSError):
        found = os.stat(make_url(url).database or "")
        return found.st_dev, found.st_ino
    return None
