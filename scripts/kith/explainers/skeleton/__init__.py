"""TO-WRITE: one sentence on what this model is of. Here it is of neighbours who call on others."""
