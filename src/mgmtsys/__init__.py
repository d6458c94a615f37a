"""mgmtsys."""
