"""Who is who: staff and their roles, customers, tokens, and the numbers they go by."""
