"""Who says what: quotation marks, told speech, and the speakers of both. ``extract.quotes`` puts them together."""
