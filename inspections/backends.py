"""Roles -> permission strings, so that anything asking ``user.has_perm`` hears the same answer as the policies."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from inspections.models import User
from inspections.queries.people import actor_of


class RoleBackend(BaseBackend):
    """Answers by the posts held today; knows no object, objects are the querysets' and policies' matter."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Is the right held through a post of today?"""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        return perm in actor_of(user_obj, timezone.localdate()).permissions
