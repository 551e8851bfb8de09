"""PostgreSQL, web, worker and mail sink on one machine, without anything installed beside Python."""

from career_relay.embedded.errors import CannotRun
from career_relay.embedded.postgres import Cluster, ensure, ensure_database

__all__ = ["CannotRun", "Cluster", "ensure", "ensure_database"]
