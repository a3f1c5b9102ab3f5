"""From a history of orders to a population: what customers did, as rates that can be simulated."""
