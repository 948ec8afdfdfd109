"""What is asked, offered and answered, in words: calm, plain, and short enough to be read from the floor."""
