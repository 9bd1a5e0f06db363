"""What records can wait for or lack: the matters by which a list is narrowed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing that records can wait for or lack.

    Attributes:
        name: in queries, on the command line and in acknowledgements.
        label: what lists and the first page call it.
        phrase: what is to be done.
        level: ``bad`` where nothing can go on, ``warn`` where a day has passed, ``keep`` for what can be done some day.
        sheet: what the sheet of its records is called, where it isn't just a list.
        columns: the columns of that sheet.
    """

    name: str
    label: str
    phrase: str
    level: str = ""
    sheet: str = ""
    columns: tuple[str, ...] = ()
