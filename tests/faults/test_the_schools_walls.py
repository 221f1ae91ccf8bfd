"""Walls of the institution's side, of files and of papers on their way are taken away: each is missed by a test."""



