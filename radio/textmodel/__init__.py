"""What `radio.shorttext` is made of: a frozen model of short texts, and its coder."""
