"""What hatchling cannot be told in pyproject.toml: where the course lies in a wheel, and a page for a package index."""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

# The course, but for the stubs, which are made of the solutions, and what a student's kit has beside the package.
SHIPPED = ("exercises/*.md", "solutions/*.*", "datasets/*.*", "LICENSE", "constraints.txt", "pyproject.toml")
PICTURE = re.compile(r"(<!--[^>]*-->\n)?!\[[^\]]*\]\([^)]*\)\n+")
RELATIVE_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")


class Course(BuildHookInterface):
    """Puts the course within the package, where `autograder/environment.py` looks: a wheel has one folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name what is put elsewhere than where it lies; an editable wheel leads to the checkout, which has it all."""
        if version == "standard":
            root = Path(self.root)
            paths = (path.relative_to(root).as_posix() for pattern in SHIPPED for path in root.glob(pattern))
            build_data["force_include"].update({path: f"autograder/shipped/{path}" for path in paths})


class Page(MetadataHookInterface):
    """Takes from README.md what leads nowhere on a package index: relative links, and the picture."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the project's `readme`."""
        text = RELATIVE_LINK.sub(r"\1", PICTURE.sub("", Path(self.root, "README.md").read_text(encoding="utf-8")))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
