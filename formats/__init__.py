"""The project's own date and number formats (FORMAT_MODULE_PATH)."""
