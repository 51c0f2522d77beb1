"""The committee's monitoring plan over the four areas, its opinion, and the results made public."""
