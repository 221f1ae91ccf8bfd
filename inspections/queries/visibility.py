"""One case with all that its pages show of it, if the person may see it at all."""

from functools import lru_cache

from django.db.models import QuerySet

from inspections.models import Case
from inspections.queries.ready import Ready
from inspections.rules.roles import Actor, Post

RELATED = (
    "inspection_details__checklist_version__checklist",
    "inspection_details__issuer",
    "party_details",
    "parent__inspection_details",
    "institution",
    "department",
    "lead",
)
# A post without its numbers: the role, and whether it is held in a department or at an institution.
Shape = tuple[str, bool, bool]


def case_within_reach(actor: Actor, pk: int) -> Case | None:
    """The case; None if it does not exist or is a stranger's, which is the same to whoever asks."""
    shapes = tuple((p.role, bool(p.department_id), bool(p.institution_id)) for p in actor.posts)
    places = [n for p in actor.posts for n in (p.department_id, p.institution_id) if n]
    return next(iter(_ready(shapes).ask(pk, actor.user_id, *places)), None)


@lru_cache(maxsize=256)
def _ready(shapes: tuple[Shape, ...]) -> Ready[Case]:
    """The statement for people with such posts."""

    def build(pk: int, user_id: int, *places: int) -> QuerySet[Case]:
        left = iter(places)
        posts = tuple(
            Post(role, next(left) if department else None, next(left) if institution else None)
            for role, department, institution in shapes
        )
        seen = Case.objects.order_by().visible_to(Actor(user_id, "", posts))
        return seen.select_related(*RELATED).filter(pk=pk)

    return Ready(
        build, int, int, *[int] * sum(department + institution for _, department, institution in shapes)
    )
