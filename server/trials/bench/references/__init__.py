"""The servers that Roomful is measured against. Frozen: `bench/frozen.py` knows their checksums."""
