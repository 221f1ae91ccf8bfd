"""Whoever has no part in a case cannot do one of its deeds: a refusal sentence, and nothing is written."""

import pytest

from inspections.exceptions import Refused
from inspections.management.demo.people import Cast
from inspections.management.demo.story import DEEDS, Plot, Story
from inspections.models import (
    Answer,
    Case,
    CaseEvent,
    Document,
    EvidenceFile,
    Message,
    TeamMember,
    Turn,
    User,
)
from tests.factories.cases import moment_of, story_of
from tests.factories.people import stranger


class Outsider(Story):
    """The same story, with one person taking everybody's place."""

    person: User

    def user(self, name: str) -> User:
        return self.person

    def member_for(self, answer: Answer) -> User:
        return self.person


def written() -> tuple[object, ...]:
    tables = (Case, CaseEvent, Document, EvidenceFile, Message, TeamMember, Turn)
    counts = tuple(table._default_manager.count() for table in tables)
    return (
        *counts,
        sorted(Answer.objects.values_list("pk", "version")),
        sorted(Case.objects.values_list("pk", "stage")),
    )


@pytest.mark.parametrize("name", ["nguoila", "quantri", "giamsat", "trungtamb-giamdoc", "trungtamb-canbo"])
def test_an_outsider_is_refused_every_deed_of_the_whole_life(cast: Cast, name: str) -> None:
    stranger()
    story, plot = story_of(cast), Plot()
    outsider = Outsider(cast, story.password, story.printer, story.way)
    outsider.person = User.objects.get(username=name)
    case: Case | None = None
    for deed in DEEDS:
        before = written()
        with pytest.raises(Refused) as refusal:
            outsider.propose(plot, moment_of(deed)) if case is None else getattr(outsider, deed)(
                case, plot, moment_of(deed)
            )
        assert str(refusal.value).startswith(("Chỉ", "Việc này", "Mỗi")), (deed, str(refusal.value))
        assert written() == before, deed
        if case is None:
            case = story.propose(plot, moment_of(deed))
        else:
            getattr(story, deed)(case, plot, moment_of(deed))


# deed -> who works in the department or at the institution, yet may not do this one
WRONG_HANDS = {
    "propose": ["vanthu", "giamdoc", "thanhvien1", "truonga-hieutruong"],
    "review_overlap": ["vanthu", "giamdoc", "thanhvien1"],
    "nominate_team": ["vanthu", "thanhvien1"],
    "declare_conflicts": ["chuyenvien", "giamdoc", "truongphong"],
    "draft_decision": ["vanthu", "giamdoc", "thanhvien1"],
    "sign_decision": ["chuyenvien", "truongphong", "vanthu", "truongdoan"],
    "issue_decision": ["chuyenvien", "truongphong", "giamdoc", "truongdoan"],
    "submit_conduct_plan": ["chuyenvien", "giamdoc", "thanhvien1"],
    "approve_conduct_plan": ["chuyenvien", "truongdoan", "vanthu"],
    "notify_schedule": ["chuyenvien", "giamdoc", "thanhvien1", "truonga-hieutruong"],
    "submit_outline_report": ["truongdoan", "truonga-canbo"],
    "announce_decision": ["giamdoc", "thanhvien1", "truonga-hieutruong"],
    "begin_check": ["giamdoc", "thanhvien1"],
    "gather_files": ["chuyenvien", "giamdoc", "truonga-hieutruong"],
    "conclude_items": ["chuyenvien", "giamdoc", "truonga-hieutruong"],
    "draft_minutes": ["thanhvien1", "giamdoc", "truonga-hieutruong"],
    "give_opinion": ["truongdoan", "giamdoc"],
    "confirm_minutes": ["thanhvien1", "giamdoc", "truonga-canbo"],
    "sign_minutes": ["thanhvien1", "giamdoc", "truonga-hieutruong"],
}


def test_each_deed_is_refused_to_colleagues_whose_work_it_is_not(cast: Cast) -> None:
    story, plot = story_of(cast), Plot()
    other = Outsider(cast, story.password, story.printer, story.way)
    case: Case | None = None
    for deed in DEEDS:
        for name in WRONG_HANDS[deed]:
            other.person, before = cast.people[name], written()
            with pytest.raises(Refused):
                other.propose(plot, moment_of(deed)) if case is None else getattr(other, deed)(
                    case, plot, moment_of(deed)
                )
            assert written() == before, (deed, name)
        if case is None:
            case = story.propose(plot, moment_of(deed))
        else:
            getattr(story, deed)(case, plot, moment_of(deed))
