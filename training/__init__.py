"""How the model was made: prepare, train, export, measure, model card. Needs its own environment."""
