"""The writers: a Document in, a page out."""
