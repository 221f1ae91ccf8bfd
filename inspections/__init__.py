"""The law and the record of specialised inspections; never imports the workflow engine."""
