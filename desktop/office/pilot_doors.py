"""The doors of an office to its pilots; each is imported when it is first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from desktop.office.assessments import Assessments
    from desktop.office.enclosures import Enclosures
    from desktop.office.enterprises import Enterprises
    from desktop.office.fronts import Fronts
    from desktop.office.incentives import Incentives
    from desktop.office.monitoring import Monitoring
    from desktop.office.pairing import Pairings
    from desktop.office.pilot_ledgers import PilotLedgers
    from desktop.office.registers import Registers
    from desktop.office.stages import Stages
    from desktop.office.standing import Standing
    from desktop.office.submissions import Submissions


class PilotDoors:
    """What an office has beside files and aid."""

    standing: "Standing"
    _db: "Database"

    @cached_property
    def assessments(self) -> "Assessments":
        """Doors to the yearly assessments of pilots."""
        from desktop.office.assessments import Assessments  # noqa: PLC0415  (a list needs none of it)

        return Assessments(self._db, self.standing)

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

    @cached_property
    def stages(self) -> "Stages":
        """Doors to where pilots are, and by when they should be further."""
        from desktop.office.stages import Stages  # noqa: PLC0415  (a list needs none of it)

        return Stages(self._db, self.standing)

    @cached_property
    def submissions(self) -> "Submissions":
        """Doors to the papers that pilots file."""
        from desktop.office.submissions import Submissions  # noqa: PLC0415  (a list needs none of it)

        return Submissions(self._db, self.standing)

    @cached_property
    def enclosures(self) -> "Enclosures":
        """Doors to the files that belong to what is kept of pilots."""
        from desktop.office.enclosures import Enclosures  # noqa: PLC0415  (a list needs none of it)

        return Enclosures(self._db, self.standing)

    @cached_property
    def fronts(self) -> "Fronts":
        """Doors to the five fronts: tasks and their quarterly reports."""
        from desktop.office.fronts import Fronts  # noqa: PLC0415  (a list needs none of it)

        return Fronts(self._db, self.standing)

    @cached_property
    def pairing(self) -> "Pairings":
        """Doors to cadres and their pilots, calls, inspections and problems."""
        from desktop.office.pairing import Pairings  # noqa: PLC0415  (a list needs none of it)

        return Pairings(self._db, self.standing)

    @cached_property
    def monitoring(self) -> "Monitoring":
        """Doors to the monitoring of labour relations."""
        from desktop.office.monitoring import Monitoring  # noqa: PLC0415  (a list needs none of it)

        return Monitoring(self._db, self.standing)

    @cached_property
    def pilot_ledgers(self) -> "PilotLedgers":
        """Doors for taking in ledgers of pilots."""
        from desktop.office.pilot_ledgers import PilotLedgers  # noqa: PLC0415  (a list needs none of it)

        return PilotLedgers(self._db, self.standing)
