"""What is heard of a session: chimes and recorded words behind one port."""
