"""Sets a box up and takes it down again; the system's own Python and nothing else."""
