"""Workshops: what authors write, loaded and checked."""
