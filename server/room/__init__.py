"""A room: its people and answers, its board in memory, and the facilitator's moves."""
