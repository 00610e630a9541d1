"""Small parts that paint one thing each. They are told what to show and never ask for it."""
