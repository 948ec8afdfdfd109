"""What was planned and done, in forms for other programs and for people who read line by line."""
