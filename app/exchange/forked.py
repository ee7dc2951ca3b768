"""What a process that reads files and whoever asks it say to one another.

It stands apart so that who asks, a server, need not load what reads.
"""

import struct

# What is sent beside four open files: the question and the file, the answer, a pipe and a turn.
SECONDS = struct.Struct("ddd")
BEGUN, DONE, LATE = b".", b"+", b"-"
