"""Floor 2: clauses as trees, editions and their amendments, and what is claimed between editions."""
