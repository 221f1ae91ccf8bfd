"""Who reads coverage and the board of what is open and late (inspections/urls/coverage.py)."""

READ = ("coverage", "coverage_places", "late_board", "late_list")
DEPARTMENT = frozenset(
    {"director", "deputy_director", "section_head", "officer", "lead", "records_clerk", "monitor"}
)
PLAIN = dict.fromkeys(READ, DEPARTMENT)
