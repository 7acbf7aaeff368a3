"""Targets that checked programs are printed for: one file each, none knows another."""
