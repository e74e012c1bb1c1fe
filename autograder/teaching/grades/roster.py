"""Who is in a class: what `roster.csv` says of each."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """A student as the institution knows them; `student` is the id of every row, page and table.

    `ids` are those that systems have for them, by the system: "canvas", "sis", "moodle".
    """

    student: str
    login: str = ""
    first_name: str = ""
    last_name: str = ""
    mail: str = ""
    section: str = ""
    ids: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """What the person is called; their id where nobody says."""
        return " ".join(filter(None, (self.first_name, self.last_name))) or self.student
