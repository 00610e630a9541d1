"""What needs somebody's action: the catalogue, the rules, the life cycle, the figures."""
