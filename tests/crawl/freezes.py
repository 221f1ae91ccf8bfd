"""Who reads, freezes and exports the figures, and who keeps the keys (inspections/urls/freezes.py)."""

from tests.crawl.counting import ADMINISTRATOR, DEPARTMENT

READ = ("freezes", "freeze", "figure_export", "indicator_keys")
OPEN = {"indicators_api"}
PLAIN = {
    "freezes": DEPARTMENT,
    "figure_export": DEPARTMENT,
    "indicator_keys": ADMINISTRATOR,
    "make_indicator_key": ADMINISTRATOR,
}
OF_FREEZES = frozenset({"freeze", "restate", "freeze_period", "revoke_indicator_key"})
