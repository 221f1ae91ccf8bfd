"""Who does what next: flows that read as prose over the record's stages; the only room that imports viewflow."""
