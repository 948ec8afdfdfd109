"""What can be changed in a plan, field by field, without a screen."""
