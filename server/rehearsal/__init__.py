"""Made-up people: a workshop played unattended, and rooms in which a facilitator rehearses. They use the stage's verbs
as sockets do, and nothing of what they do is ever mixed with real rooms."""
