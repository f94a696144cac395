"""What is kept of a class's results.

`record` is the type of one result. `record_files` keeps records and the tutors' copies on disk, `gradebook` the scores
in nbgrader's database, and `provenance` says what a result depends on. A record is written first, and the gradebook
follows: so a run that is killed at any moment goes on where it stopped. One process writes.
"""
