# What `mgmtsys.values` offers beside what stands at the top.

from mgmtsys.values.exceptions import Notice as Notice, Problem as Problem
from mgmtsys.values.fingerprint import fingerprint_of as fingerprint_of
from mgmtsys.values.fiscal import name_span as name_span, parse_span as parse_span
from mgmtsys.values.number import DecimalMark as DecimalMark, exact as exact
from mgmtsys.values.table import Sheet as Sheet, Table as Table
from mgmtsys.values.units import Unit as Unit
