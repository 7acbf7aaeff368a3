"""Pictures from runs."""
