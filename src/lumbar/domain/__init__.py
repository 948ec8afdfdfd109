"""The rules: exercises, doses, the timeline, the session, the plan, the record. No IO, no clock, standard library only."""
