"""The prescription as a commented TOML file: written, and read back with every problem named by its line."""
