"""Finding: which activities are near, when, and how they suit a person."""
