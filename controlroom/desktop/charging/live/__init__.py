"""Live status: every site, charge point and connector."""
