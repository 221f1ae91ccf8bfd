"""Who looks after sealed dossiers and lists for disposal (inspections/steps/closing.py, urls/archives.py)."""

READ = ("archives", "archive", "disposal", "disposal_file")
POSTED = ("archive_take",)
OF_ARCHIVES = frozenset(
    {
        "archive",
        "archive_take",
        "disposal",
        "disposal_file",
        "disposal_decide",
        "disposal_carry_out",
        "disposal_give_up",
        "disposal_take_off",
    }
)
CLERK, LEAD = frozenset({"records_clerk"}), frozenset({"lead"})
KEEPERS = CLERK | {"director", "deputy_director", "section_head"}
PLAIN = {"archives": KEEPERS, "disposal_new": KEEPERS}
DEEDS = {
    "propose_closing": ("decided", LEAD),
    "return_closing": ("decided", CLERK),
    "seal_dossier": ("decided", CLERK),
    "seal_ended_dossier": ("decided", CLERK),
    "place_hold": ("decided", KEEPERS),
    "lift_hold": ("decided", KEEPERS),
}
