"""Pure functions on sound content: journeys, windows, fees, documents, judgement."""
