"""Data that the product ships: each file says where it comes from and as of which day."""
