"""The shape of input: types, lengths, kinds of file, order of dates; law is decided elsewhere."""
