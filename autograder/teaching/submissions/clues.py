"""What a class's folder or an LMS's download tells of who a student is, for a roster to be asked with."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clues:
    """Who handed something in, as far as it is told; "" for what is not.

    `folder` is what the student is called where no roster knows better, and need not be harmless. `ids` are by the name
    that the LMS has for them: "canvas" is Canvas's user id, "gradescope" Gradescope's SID.
    """

    folder: str
    name: str = ""
    login: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
