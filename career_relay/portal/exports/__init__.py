"""What a person takes along: their data, their career in forms others read, their choices, their certificates."""
