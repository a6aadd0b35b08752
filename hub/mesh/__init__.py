"""Between domain and radio: a change to bytes and back, and the relay."""
