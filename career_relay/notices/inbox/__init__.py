"""Mail that comes in: fetched (`mailbox`), read in a jail (`reading`, `body`, `reports`, `charsets`), taken in by `incoming`."""
