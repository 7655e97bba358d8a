"""Matter types as data: stages, card fields, papers, approvals, exits; and the list of powers (职权清单)."""
