"""Floor 3: questions and checks, the clause matrix, the matrix through a crosswalk, and what an audit amounts to."""
