"""Floor 3: readings to verdicts to decisions to corrective actions to reviews; what is due; the forms."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
