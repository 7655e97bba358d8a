"""Working days, periods, the rule library and due dates with their derivation; pure, no clock, no database."""
