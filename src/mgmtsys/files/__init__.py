"""Floor 4: how values are written in files, how files are read, and the standards that are shipped."""
