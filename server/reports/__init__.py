"""What leaves the house: a room as a ZIP of tables."""
