"""One widget a file: a value in, a message out."""
