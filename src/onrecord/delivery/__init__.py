"""Digests, alerts and letters on their way out: what is due, the outbox, the post, webhooks."""
