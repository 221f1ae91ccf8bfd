"""Documents as Word files: our own layout from the document's template, or an office's own uploaded template."""
