"""What the product knows: one noun a file, one query a function."""
