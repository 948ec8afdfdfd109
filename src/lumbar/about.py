"""What lumbar is, what holds for every exercise, and the way down to the floor and up again."""

PURPOSE = (
    "A timer, guide and diary for exercises that a health professional has given you or agreed to. "
    "It does not diagnose, treat or monitor a disease, and it does not decide what you should do."
)

LEAFLET = (
    'The ten exercises and most of their figures are after a leaflet for patients, "Lower Back Exercises" '
    "(Merative, 2022). You do not need to have it."
)

GROUND_RULES = {
    "Ask first": "Before you start, ask a doctor, a nurse or a pharmacist if these exercises suit you.",
    "A firm floor": "Use a mat or the bare floor. A bed gives way; your back needs something firm under it.",
    "Slowly": "Every movement is slow and smooth. Nothing is done fast or with a jerk.",
    "Breathe": "Breathe as you always do, in the holds too.",
    "When it hurts": (
        "Discomfort can be normal at first, and often gets less with practice. "
        "Pain is not normal: it ends the exercise."
    ),
    "How much": (
        "Your provider may say 10 to 30 minutes a day, in one to three sessions. "
        "Ask which exercises are yours, and how often."
    ),
    "Help at once": "Pain so bad that you cannot move: get help immediately.",
    "Call your doctor": "Pain that is new, pain that grows, any question or worry.",
    "Your care": (
        "Ask what can be done for your back, talk the choices over, and say no to any of them. "
        "Ask also if a physical therapist should show you harder exercises."
    ),
    "The aim": (
        "The exercises are after a leaflet for patients. It names the aim: stronger muscles while the back mends, "
        "fewer injuries later. lumbar itself promises nothing."
    ),
}
"""What holds for all exercises: a heading of one to three words, and what it says."""

GETTING_DOWN = (
    "Face a chair that stands firmly. Put both hands on the seat.",
    "Put one knee on the floor, then the other.",
    "Let one hip down to the floor. Lie on that side.",
    "Roll onto your back.",
)
GETTING_UP = (
    "Roll to your side. Push up to hands and knees.",
    "Put both hands on the seat of the chair.",
    "Put one foot flat on the floor.",
    "Push up slowly, and stand still for a moment.",
)
