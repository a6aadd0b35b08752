"""Pictures of runs, as SVG: drawn here, with no library, no script and no network."""
