"""Floor 4: how values are written in files, how files are read, and the standards that are shipped."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
