"""What every room may do with text: casing, folding, ordering, traced editing."""
