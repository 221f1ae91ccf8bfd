"""The official documents: what they say (snapshots), how they look (layout) and whether they agree (lint)."""
