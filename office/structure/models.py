"""Units and posts of the office, its line of command and its executive board."""
