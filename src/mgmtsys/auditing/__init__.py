"""Floor 3: questions and checks, the clause matrix, the matrix through a crosswalk, and what an audit amounts to."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
