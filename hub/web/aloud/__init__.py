"""Pages read aloud on the touchscreen; phones have screen readers of their own."""
