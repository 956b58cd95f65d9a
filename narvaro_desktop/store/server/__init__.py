"""A huvudman's register on a PostgreSQL server: the vault's tables and keys, for several people at once."""
