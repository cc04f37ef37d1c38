"""What a Chinese sentence says: words in, facts out, everything explained by its words."""
