"""What the control room does, told in terms of the domain; it knows no library."""
