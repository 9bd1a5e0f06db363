"""The doors of an office to its pilots; each is imported when it is first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from desktop.office.enterprises import Enterprises
    from desktop.office.incentives import Incentives
    from desktop.office.registers import Registers
    from desktop.office.standing import Standing


class PilotDoors:
    """What an office has beside files and aid."""

    standing: "Standing"
    _db: "Database"

    @cached_property
    def enterprises(self) -> "Enterprises":
        """Doors to pilot enterprises and their stages."""
        from desktop.office.enterprises import Enterprises  # noqa: PLC0415  (a list needs none of it)

        return Enterprises(self._db, self.standing)

    @cached_property
    def incentives(self) -> "Incentives":
        """Doors to incentive projects and what they are paid."""
        from desktop.office.incentives import Incentives  # noqa: PLC0415  (a list needs none of it)

        return Incentives(self._db, self.standing)

    @cached_property
    def registers(self) -> "Registers":
        """Doors to what is simply kept of pilots: tasks, calls, problems, studios and others."""
        from desktop.office.registers import Registers  # noqa: PLC0415  (a list needs none of it)

        return Registers(self._db, self.standing)
