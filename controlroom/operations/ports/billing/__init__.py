"""What billing needs of the store."""
