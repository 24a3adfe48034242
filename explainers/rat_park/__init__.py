"""The mini Rat Park: an individual-based toy model of a bottle choice under different housing."""
