"""The animated body: pose keyframes -> joints -> limbs -> samples -> terminal cells. Knows nothing of Textual."""
