"""Reading pages into the store: from a stream of pages to a record that grows, with an account of each."""
