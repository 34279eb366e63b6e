"""The store: one SQLite file with every reading, and what can be asked of it."""
