"""A crowd of made-up phones for bench, torture and tests. It talks to this machine only."""
