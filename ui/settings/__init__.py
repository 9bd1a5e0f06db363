"""设置: what the office is called, its rules, its days, its backups, its password, and how this PC shows it."""
