"""The fictional department and its inspections, made by the same deeds that people do on the screen."""
