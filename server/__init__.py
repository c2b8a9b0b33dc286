"""Roomful: live workshops on everybody's phone. This package imports nothing but the standard library at its root."""
