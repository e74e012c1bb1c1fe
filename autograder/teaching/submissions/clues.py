"""What a class's folder or an LMS's download tells of who a student is, for a roster to be asked with."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clues:
    """Who handed something in, as far as it is told; "" for what is not.

    `folder` is what the student is called where no roster knows better, and need not be harmless. `name` is as the LMS
    writes it, which is `lovelaceada` in Canvas. `ids` are by system: "canvas" is Canvas's user id, "gradescope" the
    student id that Gradescope was told; "moodle_participant" is a number in one assignment, and what
    a roster has as `moodle_id`.
    """

    folder: str
    name: str = ""
    login: str = ""
    ids: Mapping[str, str] = field(default_factory=dict, hash=False)
    mail: str = ""

    @property
    def in_roster(self) -> str:
        """The column and the cell that would tell a roster whose it is, "" where only a folder's name does."""
        of_ids = {f"{system.removesuffix('_participant')}_id": number for system, number in self.ids.items()}
        columns = {**of_ids, "login": self.login, "mail": self.mail}
        return next((f"{column} {cell}" for column, cell in columns.items() if cell), "")
