"""Reading journeys, their model, and the rules that judge them."""
