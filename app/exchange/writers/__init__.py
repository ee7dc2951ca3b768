"""Writers of files for other people's programs."""
