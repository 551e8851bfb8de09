"""The mail sink as a process of its own, as in the demonstration: the folder is its argument, the port its first line."""

import sys
import threading
from pathlib import Path

from career_relay.embedded.mailsink import MailSink


def main() -> None:
    sink = MailSink(Path(sys.argv[1]))
    sink.start()
    sys.stdout.write(f"{sink.port}\n")
    sys.stdout.flush()
    threading.Thread(target=sys.stdin.read).run()  # until whoever started it closes the door
    sink.stop()


if __name__ == "__main__":
    main()
