"""What people corrected: read back from files (``reading``), and put in place of the machine's work (``recalling``)."""
