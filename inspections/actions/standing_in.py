"""Finds who acts for a person who is away; asks the database only when somebody is (practice 1)."""

from dataclasses import dataclass, field
from datetime import date

from inspections.models import Case, TeamMember
from inspections.queries.posts import colleagues
from inspections.rules.absence import AbsenceFact, Colleague, Seat, stand_in


@dataclass
class StandIns:
    """The people of each department and the team of each dossier, read once a deed."""

    on: date
    people: dict[int, dict[int, Colleague]] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)

    def of(self, case: Case, absence: AbsenceFact) -> Colleague | None:
        """Who takes the turns of the absent on this case; None: they stay with him."""
        staff = self._staff(case.department_id, absence.user_id)
        absent = staff.get(absence.user_id)
        if absent is None:
            return None
        return stand_in(absent, absence.delegate_id, self._seat(case), staff.values())

    def _staff(self, department_id: int, user_id: int) -> dict[int, Colleague]:
        if user_id not in self.people.get(department_id, {}):
            self.people[department_id] = colleagues(department_id, self.on, also=[user_id])
        return self.people[department_id]

    def _seat(self, case: Case) -> Seat:
        root = case.root_case_id
        if root not in self.seats:
            team = TeamMember.objects.filter(case_id=root, left_on=None, user__isnull=False).values_list(
                "user_id", flat=True
            )
            self.seats[root] = Seat(case.lead_id, frozenset(team))
        return self.seats[root]
