"""The deeds: each locks the dossier, asks policy and guard, fires, records, queues; time is an argument."""
