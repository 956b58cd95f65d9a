"""The vault and those who may open it: unlocking, backups, recovery, the access log."""
