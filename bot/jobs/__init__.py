"""Durable jobs: from acceptance to one message in the channel, across crashes of any process."""
