"""What a process that reads files and whoever asks it say to one another.

It stands apart so that who asks, a server, need not load what reads.
"""

import struct

# What is sent beside three open files: the question and the file, the answer, and a pipe.
SECONDS = struct.Struct("d")
BEGUN, DONE, LATE = b".", b"+", b"-"
