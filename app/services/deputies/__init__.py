"""Proposals of deputies (代表建议, 政协提案): those that became clues of ours, and those our letters became."""
