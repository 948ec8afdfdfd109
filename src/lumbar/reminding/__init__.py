"""Reminders that others give: a calendar, and a timer of the system's own. No word in them tells of health."""
