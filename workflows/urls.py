"""The engine has no pages of its own: every deed has its page in ``inspections``."""

urlpatterns: list[object] = []
