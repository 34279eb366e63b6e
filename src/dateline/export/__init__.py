"""The record in the shapes that people and programs read: a file a format."""
