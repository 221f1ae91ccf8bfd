"""``stage_moved`` is sent once at the end of a deed, inside its transaction.

Arguments: ``moves`` (cases with the verb that moved each), ``root_id`` (the dossier's root), ``actor`` (the person with
the posts of the day, None for the clock), ``turns`` (the deed's book of asks, which also knows when and by whom).
"""

from django.dispatch import Signal

stage_moved = Signal()
