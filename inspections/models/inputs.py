"""What people hand in to a deed, before it becomes rows: plain values that forms make and actions take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.base import File

from inspections.models.checklists import ChecklistVersion
from inspections.models.conduct import Answer
from inspections.models.people import Capacity, Department, Institution, User

TEST_CERTIFICATE = "test_certificate"
UPLOADED = "uploaded"
BY_HAND = "by_hand"


@dataclass(frozen=True)
class Incoming:
    """A file that was examined and let in."""

    name: str
    size: int
    sha256: str
    mime: str
    content: File
    token: str | None = None

    def read_all(self) -> bytes:
        """The bytes, from the start."""
        self.content.seek(0)
        return bytes(self.content.read())


@dataclass(frozen=True)
class SigningInput:
    """How a document was signed: the demo's certificate, a signed PDF handed in, or the paper act with its scan."""

    way: str
    file: Incoming | None = None
    original_place: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class ReturnedInput:
    """A paper that came back signed: its file, what is typed where a scan cannot be read, how a scan was compared."""

    file: Incoming
    number: int | None = None
    on: date | None = None
    original_place: str = ""
    code_seen: str = ""
    compared: str = ""


@dataclass(frozen=True)
class ContactData:
    """Name and addresses of an account as they stand after a correction."""

    full_name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class RemarkInput:
    """A remark of the reviewer as it is typed: the section, the words it is about, what to mend (row 16)."""

    section: str
    text: str
    quote: str = ""


@dataclass(frozen=True)
class Handling:
    """What follows from one finding, and why where nothing follows from a sign of violation (12.1.3)."""

    finding_id: int
    handling: str
    reason: str = ""


@dataclass(frozen=True)
class RemedyAsked:
    """One request to remedy as it is drafted (T15; Nghị định 217/2025/NĐ-CP Điều 16)."""

    text: str
    basis: str
    due_on: date
    finding_id: int | None = None


@dataclass(frozen=True)
class PackageSigning:
    """How the papers of one act were signed: one way for all, each file with its own paper."""

    way: str
    files: Sequence[Incoming] = ()
    scans: Mapping[int, Incoming] = field(default_factory=dict)
    original_place: str = ""


@dataclass(frozen=True)
class ReviewInput:
    """What the officer writes down for one party (row 2)."""

    other_body: str = ""
    other_is_state_inspectorate: bool = False
    exchange: str = ""
    agreed: bool = False
    note: str = ""


@dataclass(frozen=True)
class MemberInput:
    """One person named into the team: with an account, or an outside member by name and body."""

    user: User | None
    duty: str
    task: str = ""
    trained: bool = False
    disciplined: bool = False
    outside_name: str = ""
    outside_body: str = ""

    @property
    def name(self) -> str:
        """The member's name."""
        return self.user.full_name if self.user else self.outside_name


AS_LIST, ALL_REMOTE, ALL_ON_SITE = "as_list", "online", "on_site"


@dataclass(frozen=True)
class PartyPlan:
    """What the conduct plan says of one unit: its days, its way of working, why it is seen though exempt."""

    starts_on: date | None = None
    ends_on: date | None = None
    way: str = AS_LIST
    exemption_note: str = ""


@dataclass(frozen=True)
class Present:
    """A named person at a session."""

    side: str
    name: str
    post: str = ""


@dataclass(frozen=True)
class Away(Present):
    """Somebody expected at a session who did not come, and why."""

    reason: str = ""


@dataclass(frozen=True)
class Representative:
    """Who signs for the institution, and by what right (head, deputy, power of attorney with its file)."""

    name: str
    post: str
    authority: str
    paper: str = ""
    file: Incoming | None = None


@dataclass(frozen=True)
class Asked:
    """One thing the team asks for, with the item it belongs to."""

    label: str
    answer: Answer | None = None
    relevance: str = ""


@dataclass(frozen=True)
class Reply:
    """What the institution answers to one item; ``reused`` is a document of its vault, handed in as it stands.

    ``as_of`` is the day for which the content of the files is true, where the institution says it.
    """

    text: str = ""
    refused: bool = False
    files: Sequence[Incoming] = ()
    reused: int | None = None
    as_of: date | None = None

    @property
    def file_count(self) -> int:
        """How many files come with it."""
        return len(self.files) + (self.reused is not None)

    @property
    def is_empty(self) -> bool:
        """Nothing was said on this item yet."""
        return not (self.text.strip() or self.refused or self.file_count)


@dataclass(frozen=True)
class PaperInput:
    """A numbered paper that arrived: chosen from the register, or entered with its scan (NĐ 30/2020 Điều 20-24)."""

    known_id: int | None = None
    arrival_number: int = 0
    arrived_on: date | None = None
    their_number: str = ""
    their_date: date | None = None
    summary: str = ""
    scan: Incoming | None = None


@dataclass(frozen=True)
class VaultInput:
    """What the institution says of a document of its vault."""

    title: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class OutlineInput:
    """The institution's words and files on one item of the đề cương, and where its report speaks of it."""

    text: str = ""
    files: Sequence[Incoming] = ()
    pages: str = ""


@dataclass(frozen=True)
class RemedyPlanInput:
    """How the institution means to mend one thing that was asked: who, what steps, until when, and what caused it."""

    person: str = ""
    steps: str = ""
    done_on: date | None = None
    root_cause: str = ""


@dataclass(frozen=True)
class RemedyInput:
    """What the institution did about one thing that was asked, with the files that show it."""

    measure: str = ""
    done_on: date | None = None
    files: Sequence[Incoming] = ()


@dataclass(frozen=True)
class WitnessInput:
    """Who signed to confirm that the institution did not."""

    kind: str
    name: str
    post: str
    id_number: str = ""


@dataclass(frozen=True)
class PostInput:
    """A post as it is typed: what, where, from when, by which paper; whether it takes over from the present holder."""

    role: str
    title: str
    valid_from: date
    appointment_ref: str
    department: Department | None = None
    institution: Institution | None = None
    valid_until: date | None = None
    takes_over: bool = False

    @property
    def home(self) -> int:
        """The department whose administrator gives it."""
        place = self.department.pk if self.department else self.institution and self.institution.department_id
        return place or 0


@dataclass(frozen=True)
class ContactInput:
    """Whom an institution names as its contact person, as it is typed; with the scan when the letter is on paper."""

    name: str
    title: str
    valid_from: date
    phone: str = ""
    email: str = ""
    person: User | None = None
    ends_present: bool = False
    number: str = ""
    scan: Incoming | None = None


@dataclass(frozen=True)
class CapacityInput:
    """A line of the table of capacities as it is typed."""

    kind: str
    own_title: str
    scope: str
    basis: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class PaperDecision:
    """The decision as it was signed and stamped on paper."""

    signed_at: datetime
    number: int
    capacity: Capacity
    signing: SigningInput


@dataclass(frozen=True)
class PaperPlan:
    """The conduct plan as it was approved on paper."""

    approved_at: datetime
    place: str
    signing: SigningInput


@dataclass(frozen=True)
class UrgentMatter:
    """What is inspected at once, and by whom."""

    title: str
    ground_text: str
    ground_files: Sequence[Incoming]
    institutions: Sequence[Institution]
    checklist_version: ChecklistVersion
    period_from: date
    period_to: date
    limit_days: int
    lead: User
    members: Sequence[User]
    conflict_free: bool


@dataclass(frozen=True)
class ClosingInput:
    """What the lead says of a dossier that is closed: what remains to be known, how long and where it is kept."""

    retention: str
    basis: str
    years: int | None = None
    statement: str = ""
    place: str = ""


@dataclass(frozen=True)
class DisposalDecision:
    """The paper that decides on a list for disposal: number and day, the council's minutes, the scan."""

    number: str
    on: date
    minutes_number: str
    file: Incoming | None = None
