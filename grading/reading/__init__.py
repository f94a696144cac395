"""The tutors' reading page: one question, everybody's answers to it in a column, and the mark scheme beside them.

`desk` knows all of it and `server` shows it on this machine alone; each other file has one part of it. What is marked
stands in nbgrader's gradebook, as if it had been typed in formgrader.
"""
