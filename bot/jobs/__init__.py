"""The durable job: from its acceptance to one message in its channel, whatever dies between."""
