"""Hand-over of records, referral with its answer, and what is left when somebody goes."""
