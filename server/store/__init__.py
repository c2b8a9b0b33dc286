"""Tables, connections, migrations, and the one place that commits on the hot path."""
