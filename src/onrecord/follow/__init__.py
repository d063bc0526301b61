"""What changed: from the lines of a story to what became known, and to the digest of a topic."""
