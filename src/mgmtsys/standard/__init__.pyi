# What `mgmtsys.standard` offers beside what stands at the top.

from mgmtsys.standard.amendment import amended as amended
from mgmtsys.standard.bounds import Bounds as Bounds
from mgmtsys.standard.clause import Clause as Clause, Duty as Duty, Force as Force
from mgmtsys.standard.confirmation import (
    Confirmation as Confirmation,
    confirm as confirm,
    suspects as suspects,
)
from mgmtsys.standard.crosswalk import compose as compose
from mgmtsys.standard.inference import Conflict as Conflict, Inference as Inference, infer as infer
from mgmtsys.standard.link import Claim as Claim, Link as Link, Matching as Matching
from mgmtsys.standard.relation import BaseRelation as BaseRelation, Relation as Relation
from mgmtsys.standard.transfer import (
    Conclusion as Conclusion,
    Fulfilment as Fulfilment,
    Ground as Ground,
    Knowledge as Knowledge,
    Transfer as Transfer,
)
