"""Arrays and weights of the course, and the script that makes them; installed as `sheet_utils.data`."""
