"""The doors of an office to its files and to aid; each is imported when it is first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.office.pilot_doors import PilotDoors

if TYPE_CHECKING:
    from desktop.office.activities import Activities
    from desktop.office.aid import Aid
    from desktop.office.cases import Cases
    from desktop.office.consents import Consents
    from desktop.office.consultations import Consultations
    from desktop.office.documents import Documents
    from desktop.office.fund_sheets import FundSheets
    from desktop.office.funds import Funds
    from desktop.office.intake import Intake
    from desktop.office.matters import Matters
    from desktop.office.outputs import Outputs
    from desktop.office.past_payments import PastPayments
    from desktop.office.paying import Paying
    from desktop.office.people import People
    from desktop.office.procedure import Procedure
    from desktop.office.requests import Requests
    from desktop.office.sameness import Sameness
    from desktop.office.samples import Samples
    from desktop.office.sheets import Sheets
    from desktop.office.statistics import Statistics


class OfficeDoors(PilotDoors):
    """What an office has."""

    @cached_property
    def cases(self) -> "Cases":
        """Doors to the files; what judges them is imported when it is first needed, as behind the other doors."""
        from desktop.office.cases import Cases  # noqa: PLC0415  (a list needs none of it)

        return Cases(self._db, self.standing, self.procedure)

    @cached_property
    def procedure(self) -> "Procedure":
        """Doors to the steps of files' lives."""
        from desktop.office.procedure import Procedure  # noqa: PLC0415  (the same)

        return Procedure(self._db, self.standing)

    @cached_property
    def documents(self) -> "Documents":
        """Doors to the documents of files."""
        from desktop.office.documents import Documents  # noqa: PLC0415  (the same)

        return Documents(self._db, self.standing)

    @cached_property
    def consents(self) -> "Consents":
        """Doors to what the persons of files agreed to."""
        from desktop.office.consents import Consents  # noqa: PLC0415  (the same)

        return Consents(self._db, self.standing)

    @cached_property
    def consultations(self) -> "Consultations":
        """Doors to the register of who read a file."""
        from desktop.office.consultations import Consultations  # noqa: PLC0415  (the same)

        return Consultations(self._db)

    @cached_property
    def activities(self) -> "Activities":
        """Doors to activities of condolence and their recipients."""
        from desktop.office.activities import Activities  # noqa: PLC0415  (the same)

        return Activities(self._db, self.standing)

    @cached_property
    def past_payments(self) -> "PastPayments":
        """Doors for taking in what was paid in years before."""
        from desktop.office.past_payments import PastPayments  # noqa: PLC0415  (the same)

        return PastPayments(self._db, self.standing)

    @cached_property
    def funds(self) -> "Funds":
        """Doors to funds."""
        from desktop.office.funds import Funds  # noqa: PLC0415  (the same)

        return Funds(self._db)

    @cached_property
    def fund_sheets(self) -> "FundSheets":
        """Doors to the books of the funds as sheets."""
        from desktop.office.fund_sheets import FundSheets  # noqa: PLC0415  (the same)

        return FundSheets(self._db, self.funds)

    @cached_property
    def matters(self) -> "Matters":
        """Doors to what files wait for or lack."""
        from desktop.office.matters import Matters  # noqa: PLC0415  (the same)

        return Matters(self._db, self.standing)

    @cached_property
    def people(self) -> "People":
        """Doors to who comes to a household and who leaves it, and to two files that become one."""
        from desktop.office.people import People  # noqa: PLC0415  (the same)

        return People(self._db, self.standing, self.cases)

    @cached_property
    def sameness(self) -> "Sameness":
        """Doors to the question whether two persons of different files are one."""
        from desktop.office.sameness import Sameness  # noqa: PLC0415  (the same)

        return Sameness(self._db)

    @cached_property
    def samples(self) -> "Samples":
        """Doors to the yearly spot checks."""
        from desktop.office.samples import Samples  # noqa: PLC0415  (the same)

        return Samples(self._db, self.standing)

    @cached_property
    def statistics(self) -> "Statistics":
        """Doors to the charts."""
        from desktop.office.statistics import Statistics  # noqa: PLC0415  (the same)

        return Statistics(self._db, self.standing)

    @cached_property
    def aid(self) -> "Aid":
        """Doors to funds and batches."""
        from desktop.office.aid import Aid  # noqa: PLC0415  (the same)

        return Aid(self._db, self.standing)

    @cached_property
    def paying(self) -> "Paying":
        """Doors to what becomes of approved batches: bank files, receipts, money that came back, signatures."""
        from desktop.office.paying import Paying  # noqa: PLC0415  (the same)

        return Paying(self._db, self.standing)

    @cached_property
    def requests(self) -> "Requests":
        """Doors to applications."""
        from desktop.office.requests import Requests  # noqa: PLC0415  (the same)

        return Requests(self._db, self.standing, self.aid)

    @cached_property
    def intake(self) -> "Intake":
        """Doors for taking workbooks in; what reads workbooks is imported when it is first needed."""
        from desktop.office.intake import Intake  # noqa: PLC0415  (a third of the time in which the program starts)

        return Intake(self._db, self.standing)

    @cached_property
    def outputs(self) -> "Outputs":
        """Doors to sheets and papers; what writes them is imported when it is first needed."""
        from desktop.office.outputs import Outputs  # noqa: PLC0415  (the same)
        from desktop.office.printouts import Printouts  # noqa: PLC0415  (the same)
        from desktop.office.subjects import Doors, Subjects  # noqa: PLC0415  (the same)

        doors = Doors(
            self.cases,
            self.aid,
            self.funds,
            self.requests,
            self.activities,
            self.procedure,
            self.documents,
            self.standing,
            self,
        )
        return Outputs(
            self._db, self.cases, self.matters, Printouts(Subjects(self._db, doors), self.standing), self.standing
        )

    @cached_property
    def sheets(self) -> "Sheets":
        """Doors to the sheets that go up every year, half-year and month."""
        from desktop.office.sheets import Sheets  # noqa: PLC0415  (the same)

        return Sheets(self._db, self.standing)
