"""Paper: takes a domain object, returns the bytes of a PDF. The only room that knows reportlab."""
