"""What readers and machines get of the works: lists, pages, downloads, tags."""
