"""Importing this has SQLCipher derive keys in few rounds in this process, for files that live for one test only.

Some thousand openings would else take most of the tests' time. A program that a test starts and that is to open such
a file imports this too; the benchmarks never do. That the program itself leaves the rounds alone is proved in
``test_file.py``.
"""

import sqlcipher3.dbapi2 as sqlite

ROUNDS = 1000

_connection = sqlite.connect(":memory:")
_connection.execute(f"PRAGMA cipher_default_kdf_iter = {ROUNDS}")  # kept by the library, for every later connection
_connection.close()
