"""Mail of invitations: its link is made when it is sent, so that no table holds it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from inspections.actions.invitations import send_invitation as send


@app.task(name="inspections.send_invitation", retry=5)
def send_invitation(invitation_id: int) -> None:
    """Mail one invitation; running twice sends the same mail."""
    send(invitation_id, now=timezone.now())
