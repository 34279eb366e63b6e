"""Which events of different pages are one happening, and where their reports differ."""
