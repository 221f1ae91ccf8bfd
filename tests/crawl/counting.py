"""Who reads and keeps the counting rule, the targets and the raised classes (inspections/urls/counting.py)."""

DEPARTMENT = frozenset(
    {"director", "deputy_director", "section_head", "officer", "lead", "records_clerk", "monitor"}
)
OFFICERS = frozenset({"section_head", "officer", "lead"})
DECIDERS = frozenset({"director", "deputy_director", "section_head"})
ADMINISTRATOR = frozenset({"administrator"})
READ = ("counting_rules", "raised_classes")
PLAIN = {
    "counting_rules": DEPARTMENT | ADMINISTRATOR,
    "raised_classes": DEPARTMENT,
    "counting_version": ADMINISTRATOR,
    "add_target": ADMINISTRATOR,
}
OF_COUNTING = frozenset({"counting_number", "change_target", "raise_class", "decide_raise"})
