"""Floor 1: wording, numbers, units, days and what is wrong with a value; everything else is made of these."""

from mgmtsys.values.faces import face

__getattr__, __dir__ = face(__name__)
