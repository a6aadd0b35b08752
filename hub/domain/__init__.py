"""What neighbours do. Standard library only: no clock, files, random, threads."""
