"""One flow a kind; a changed flow is a full new class beside the old one."""
