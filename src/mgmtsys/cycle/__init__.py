"""Floor 3: readings to verdicts to decisions to corrective actions to reviews; what is due; the forms."""
