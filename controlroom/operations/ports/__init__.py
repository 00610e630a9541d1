"""What operations needs of the outside: Protocols that the store, the central system and others fill."""
