"""What operations needs of the outside, as Protocols that the other rooms fill."""
