"""Floor 3: sampling plans, sizes, draws and conclusions; audit programmes and their visits."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
