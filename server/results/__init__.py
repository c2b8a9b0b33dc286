"""What pooled answers amount to: what may be seen of them, said in sentences and cue cards."""
