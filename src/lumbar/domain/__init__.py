"""The rules, from the exercise to the record. Standard library only; no IO, reads no clock."""
