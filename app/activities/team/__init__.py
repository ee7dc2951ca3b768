"""Running activities together: who helps, in which role, and who is asked to."""
