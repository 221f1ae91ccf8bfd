"""``stage_moved`` is sent once at the end of a deed, inside its transaction.

Arguments: ``moves`` (list of ``Move``: case, verb, before, after), ``by`` (user or None for the clock), ``root`` (the dossier's root).
"""

from django.dispatch import Signal

stage_moved = Signal()
