"""Errors that a clerk can meet and mend; everything else that is raised is our bug."""

from collections.abc import Iterable

from desktop.base.findings import Finding


class KnownError(Exception):
    """An error whose text is one Chinese sentence: what happened, what is safe, what to do."""

    @property
    def sentence(self) -> str:
        """The sentence to show."""
        return str(self)


class WrongPasswordError(KnownError):
    """The password doesn't open the file, or the file is no office file."""


class FileMissingError(KnownError):
    """There is no file at the path, or it can't be reached."""


class FileExistsAlreadyError(KnownError):
    """A file stands where a new one was to be made."""


class FileBusyError(KnownError):
    """The office file is open in another window or on another PC."""


class FileNewerError(KnownError):
    """The file was written by a newer version of the program."""


class FileDamagedError(KnownError):
    """The file's content is damaged."""


class StorageError(KnownError):
    """The disk is full, write-protected, or gone."""


class WorkbookError(KnownError):
    """A workbook can't be read or written."""


class NotFoundError(KnownError):
    """What was asked for isn't in the office file."""


class ForbiddenError(KnownError):
    """A rule of the trade forbids the step; the sentence names the rule and the way out."""


class GlyphMissingError(KnownError):
    """A character that no face can draw stands in a paper."""


class RefusedError(KnownError):
    """Data was refused.

    Attributes:
        findings: the reasons, for showing under their fields.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(finding.message for finding in self.findings if finding.refuses))


class Cancelled(Exception):  # noqa: N818  (neither a known error nor a bug)
    """The clerk cancelled; nothing was changed."""
