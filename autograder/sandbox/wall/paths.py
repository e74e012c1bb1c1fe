"""What a student's code may read: Python and its libraries, and nothing of the kit."""

import os
import sys
from pathlib import Path

import autograder
from autograder.sandbox.launch import KEPT_BACK

PACKAGE = Path(autograder.__file__).resolve().parent
# Programs, libraries and fonts; the loader's cache; the clock's zone. Symbolic links among them are followed.
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def readable_paths() -> list[Path]:
    """Return the folders and files that hold Python, its libraries and what these need, none inside another.

    Where the kit itself is installed among them, the folders around it are named piece by piece, without it.
    """
    wanted = [*_SYSTEM, sys.base_prefix, sys.prefix, *_matplotlib_caches(), *filter(os.path.isabs, sys.path)]
    bases = sorted({Path(path).resolve() for path in wanted if os.path.exists(path)})
    bases = [path for path in bases if path != Path("/") and not any(other in path.parents for other in bases)]
    kept_back = _kept_back()
    return [piece for base in bases for piece in _without(kept_back, base)]


def listable_paths() -> list[Path]:
    """Return the folders whose names may be listed though not everything in them may be read."""
    around = {folder for kept in _kept_back() for folder in kept.parents}
    return [path for path in map(Path, sys.path) if path.is_dir() and path.resolve() in around]


def _kept_back() -> set[Path]:
    """Return the kit, another that can be imported too (another checkout, installed as editable), and courses."""
    kits = (Path(entry, PACKAGE.name) for entry in sys.path)
    return {PACKAGE, *KEPT_BACK, *(kit.resolve() for kit in kits if (kit / "__init__.py").exists())}


def _without(kept_back: set[Path], path: Path) -> list[Path]:
    if path in kept_back:
        return []
    # An editable installation lies in a folder with solutions and tests. Nothing of that folder is anybody's library.
    if not any(path in kept.parents for kept in kept_back):
        return [path]
    if (path / "pyproject.toml").exists():
        return [child for child in path.iterdir() if child.resolve() == Path(sys.prefix).resolve()]
    return [piece for child in sorted(path.iterdir()) for piece in _without(kept_back, child)]


def _matplotlib_caches() -> list[str]:
    """Return the folders in which matplotlib keeps its list of fonts: making that anew takes it seconds."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return [os.path.join(home, "matplotlib"), os.path.expanduser("~/.config/matplotlib")]
