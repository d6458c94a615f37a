"""Floor 1: wording, numbers, units, days and what is wrong with a value; everything else is made of these."""
