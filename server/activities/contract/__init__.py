"""What every kind of activity is made of. A kind is pure: it knows its content, its answers and how they pool."""
