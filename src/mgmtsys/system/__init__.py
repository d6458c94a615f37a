"""Floor 2: what a management system is made of, from its parties to its register, and the system itself."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
