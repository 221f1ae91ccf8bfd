"""Addresses open to everybody, and those of a person's own notices."""

# They carry nothing of a dossier: a paper's number and whether it stands, and dates behind a secret of 256 bits.
OPEN = {"check", "check_paper", "calendar_feed"}
OWN_PAGES = ("notices", "notice_choice")
POSTED = ("notices_read", "feed_made", "feed_ended")
READ = ("notices",)
