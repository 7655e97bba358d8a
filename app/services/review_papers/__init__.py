"""Papers of reverse reviews (反向审视): what a review gives to each of them."""
