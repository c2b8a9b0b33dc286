"""The servers that Roomful is measured against. They are frozen: `server/bench/frozen.py` knows their checksums."""
