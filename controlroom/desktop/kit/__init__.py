"""Tables, forms, panes, marks, theme and texts: what every area uses."""
