"""Backup and restoration: the database first, the files after it, and a manifest that says what belongs together."""
