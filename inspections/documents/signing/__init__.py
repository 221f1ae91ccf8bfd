"""Digital signatures: made with test certificates in the demonstration, verified wherever they come from.

Source: practice.md 1; Law on Electronic Transactions 20/2023 Art. 23; Decree 30/2020 Art. 5 and 32.
"""
