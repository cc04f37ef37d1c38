"""What a Chinese sentence says: words in, facts out. Pure, no model, everything explained by its words."""
