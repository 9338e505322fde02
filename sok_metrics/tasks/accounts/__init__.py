"""Who somebody is and what they may do: passphrases, tickets, tries and their limits."""
