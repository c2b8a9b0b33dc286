"""Who is asking: facilitators' sign-ins, and what strangers may try at the doors."""
