"""Ready-made questions and results. Most kinds are content plus measures."""
