"""Who may do what; staff, customers and tokens: adding and changing them."""
