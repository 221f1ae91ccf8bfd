"""Two departments, two institutions and a team whose texts carry marks that must not leave their room."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from unittest import mock

from inspections.actions import checklists, conduct
from inspections.management.demo import people, words
from inspections.management.demo.people import Cast
from inspections.management.demo.story import DEEDS, Plot, incoming
from inspections.models import (
    Answer,
    Capacity,
    Case,
    Document,
    EvidenceFile,
    Institution,
    Membership,
    User,
)
from tests.crawl.staff import colleague, somebody_will_be_away
from tests.factories.cases import moment_of, story_of
from tests.factories.people import PASSWORD, make_people, other_department, stranger

HOME, FOREIGN, NEIGHBOUR, TEAM_ONLY = "SECRET-0", "SECRET-1", "SECRET-B", "SECRET-TEAM"
SAID_TO_NOBODY_ELSE = ("NO_OVERLAP", "OBJECTIVE", "REQUIREMENT", "ASSIGNMENT", "RESOURCES")
SAID_IN_MINUTES = ("COMPLIES", "FALLS_SHORT", "FINDING", "OUTLINE_REPORT", "REPLY")

# Who goes round: the ten roles (a lead is an officer named into the team), somebody without a post, a visitor.
PEOPLE = {
    "administrator": "quantri",
    "director": "giamdoc",
    "deputy_director": "phogiamdoc",
    "section_head": "truongphong",
    "officer": "chuyenvien",
    "lead": "truongdoan",
    "records_clerk": "vanthu",
    "monitor": "giamsat",
    "team_member": "thanhvien1",
    "institution_head": "truonga-hieutruong",
    "institution_clerk": "truonga-canbo",
}
# A colleague of the inspected school, with one part to prepare and nothing else; somebody without a post.
HELPER, NOBODY = "institution_helper", "nobody"
WALKERS = (*PEOPLE, HELPER, NOBODY)


@dataclass
class World:
    """The people who go round and the dossiers they meet, by name."""

    people: dict[str, User] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    institutions: dict[str, Institution] = field(default_factory=dict)

    def party(self, name: str, place: int = 0) -> Case:
        """A party of the named dossier, in the order of its list."""
        return list(self.cases[name].children.order_by("pk"))[place]


@contextmanager
def said(mark: str, names: tuple[str, ...]) -> Iterator[None]:
    """Whatever the story's people write under these names carries the mark."""
    marked = {name: f"{getattr(words, name)} {mark}" for name in names}
    with mock.patch.multiple(words, **marked):
        yield


def build() -> World:
    """Tell all dossiers of both departments through the actions."""
    cast = make_people()
    world = World(people={name: cast.people[username] for name, username in PEOPLE.items()})
    world.people[HELPER], world.people[NOBODY] = colleague(cast), stranger()
    theme = cast.checklists["tuyen-sinh"].checklist
    checklists.new_version(theme, by=world.people["administrator"], now=moment_of("propose"))
    _mark_neighbour(cast)
    _tell_home(world, cast)
    foreign = _foreign_cast(cast)
    _tell_foreign(world, foreign)
    somebody_will_be_away(world.people)
    world.institutions = {"own": cast.institutions["MH-01"], "foreign": foreign.institutions["SK-01"]}
    for user in world.people.values():
        user.__dict__.pop("_actors", None)
    return world


def _mark_neighbour(cast: Cast) -> None:
    neighbour = cast.institutions["MH-02"]
    neighbour.name = f"Trung tâm {NEIGHBOUR}"
    neighbour.save()
    for username in ("trungtamb-giamdoc", "trungtamb-canbo"):
        cast.people[username].full_name = f"Người {NEIGHBOUR}"
        cast.people[username].save()


def tell(cast: Cast, plot: Plot, until: str, *, team_file: bool = False) -> Case:
    """One dossier up to a deed; the team adds a file of its own before it writes results."""
    story = story_of(cast)
    case = story.propose(plot, moment_of("propose"))
    for deed in DEEDS[1 : DEEDS.index(until) + 1]:
        getattr(story, deed)(case, plot, moment_of(deed))
        if team_file and deed == "gather_files":
            for party in story.parties(case):
                file = incoming(f"{TEAM_ONLY}.pdf", f"%PDF-1.7 {TEAM_ONLY}".encode())
                lead = story.user(plot.lead)
                first = party.answers.order_by("item__position").first()
                conduct.add_evidence(party, by=lead, now=moment_of(deed), incoming=[file], answer=first)
    return Case.objects.get(pk=case.pk)


def _tell_home(world: World, cast: Cast) -> None:
    title = f"Kiểm tra {HOME}"
    admission, standard, diplomas = "tuyen-sinh", "chuan-co-so", "van-bang-chung-chi"
    with said(TEAM_ONLY, SAID_TO_NOBODY_ELSE):
        world.cases["proposed"] = tell(cast, Plot(admission, title=title), "propose")
        world.cases["team_named"] = tell(cast, Plot(admission, title=title), "nominate_team")
        world.cases["drafted"] = tell(cast, Plot(admission, title=title), "draft_decision")
        decided = Plot(standard, codes=("MH-04",), title=title)
        world.cases["decided"] = tell(cast, decided, "issue_decision")
        submitted = Plot(standard, codes=("MH-03",), title=title)
        world.cases["submitted"] = tell(cast, submitted, "submit_conduct_plan")
        world.cases["notified"] = tell(cast, Plot(diplomas, title=title), "notify_schedule")
        with said(TEAM_ONLY, ("COMPLIES", "FALLS_SHORT", "FINDING")):
            both = Plot(admission, codes=("MH-01", "MH-02"), title=title)
            world.cases["checked"] = tell(cast, both, "conclude_items", team_file=True)
        world.cases["minutes"] = tell(cast, Plot(standard, title=title), "draft_minutes", team_file=True)
    beside = world.party("checked", 1)
    Answer.objects.filter(party=beside).update(result=f"Ghi nhận {NEIGHBOUR}")
    EvidenceFile.objects.filter(case=beside).update(name=f"{NEIGHBOUR}.pdf")
    Document.objects.filter(case=beside, state="for_signature").update(title=f"Văn bản {NEIGHBOUR}")


def _tell_foreign(world: World, cast: Cast) -> None:
    with said(FOREIGN, (*SAID_TO_NOBODY_ELSE, *SAID_IN_MINUTES)):
        plot = Plot(
            codes=("SK-01",), title=f"Kiểm tra {FOREIGN}", ground_text=f"Kế hoạch {FOREIGN}", heads=_HEADS
        )
        world.cases["foreign_proposed"] = tell(cast, plot, "propose")
        world.cases["foreign_checked"] = tell(cast, plot, "conclude_items", team_file=True)
        other = replace(plot, theme="chuan-co-so")
        world.cases["foreign_minutes"] = tell(cast, other, "draft_minutes", team_file=True)
    for name in ("foreign_checked", "foreign_minutes"):
        EvidenceFile.objects.filter(case__root=world.cases[name]).update(name=f"{FOREIGN}.pdf")


_HEADS = {"SK-01": "truonga-hieutruong"}


def _foreign_cast(home: Cast) -> Cast:
    department = other_department()
    department.name = f"Sở {FOREIGN}"
    department.save()
    school = Institution.objects.get(pk=home.institutions["MH-01"].pk)
    school.pk, school.code, school.name, school.department = None, "SK-01", f"Trường {FOREIGN}", department
    school.save()
    found: dict[str, User] = {}
    for account in people.ACCOUNTS:
        user = User.objects.create_user(f"khac-{account.username}", PASSWORD, full_name=f"Người {FOREIGN}")
        inside = account.institution == ""
        Membership.objects.create(
            user=user,
            role=account.role,
            title=account.title,
            department=department if inside else None,
            institution=None if inside else school,
            valid_from=people.SINCE,
        )
        found[account.username] = user
    for username, lines in people.CAPACITIES.items():
        Capacity.objects.create(
            user=found[username], department=department, lines=lines, valid_from=people.SINCE
        )
    return Cast(department, found, {"SK-01": school}, home.checklists)
