"""Floor 3: schemes and marks, indicators, ratings, and what the next grade asks for."""
