"""The catalogue of media and innovations."""
