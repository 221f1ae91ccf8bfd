"""Files on their way in, as pages list them."""

from django.db.models import F, QuerySet

from inspections.models import Upload


def unfinished_of(person_id: int) -> QuerySet[Upload]:
    """What one person began and has not finished, latest first."""
    rows = Upload.objects.filter(owner_id=person_id, received__lt=F("size"), received__gt=0, refusal="")
    return rows.select_related("stashed").order_by("-touched_at")
