"""What each sheet's exercises are asked: one module per sheet, with a function `exercises(hidden)`."""
