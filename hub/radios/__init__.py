"""What stewards do about neighbours' radios: look at the list, and block one."""
