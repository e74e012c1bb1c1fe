"""Python's source on lines of 120 characters, as a formatter would lay it out."""

import sys
from collections.abc import Iterable, Mapping, Sequence

WIDTH = 120


def laid_out(before: str, items: Sequence[str], after: str, indent: int = 0) -> str:
    """Return items between brackets: `before` ends in the opening one, `after` begins with the closing one."""
    blank = " " * indent
    line = f"{blank}{before}{', '.join(items)}{after}"
    if len(line) <= WIDTH or not items:
        return line
    inner = ", ".join(items)
    if len(items) > 1 or len(inner) + indent + 4 > WIDTH:
        return "\n".join([f"{blank}{before}", *(f"{blank}    {item}," for item in items), f"{blank}{after}"])
    return "\n".join([f"{blank}{before}", f"{blank}    {inner}", f"{blank}{after}"])


def quoted(names: Iterable[str]) -> str:
    """Return the inside of a tuple of strings: `"w", "b"`, and `"w",` of a single one."""
    names = [f'"{name}"' for name in names]
    return f"{names[0]}," if len(names) == 1 else ", ".join(names)


def imports(wanted: Mapping[str, Iterable[str]]) -> str:
    """Return import statements in their order; a module is imported whole where nothing is wanted of it."""
    blocks: dict[int, list[str]] = {}
    for module, names in sorted(wanted.items(), key=lambda item: (bool([*item[1]]), item[0])):
        top = module.partition(".")[0]
        block = 0 if top in sys.stdlib_module_names else 2 if top == "autograder" else 1
        blocks.setdefault(block, []).append(_statement(module, sorted(set(names), key=_order)))
    return "\n\n".join("\n".join(blocks[block]) for block in sorted(blocks)) + "\n"


def _order(name: str) -> tuple[int, str]:
    """Constants come first, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def _statement(module: str, names: Sequence[str]) -> str:
    if not names:
        return f"import {module}" + (" as np" if module == "numpy" else "")
    line = f"from {module} import {', '.join(names)}"
    return line if len(line) <= WIDTH else laid_out(f"from {module} import (", names, ")")
