"""The month, its invoices, and tariffs."""
