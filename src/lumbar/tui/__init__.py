"""The screens: they turn state into cells and keys into calls, and hold no rule."""
