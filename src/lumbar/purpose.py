"""What the program is for, in its own words."""

PURPOSE = (
    "A timer, guide and diary for exercises that a health professional has given you or agreed to. "
    "It does not diagnose, treat or monitor a disease, and it does not decide what you should do."
)
