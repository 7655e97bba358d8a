"""期限总览: deadlines that live on records, from the event that starts them to the day they end."""
