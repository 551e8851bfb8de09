"""The mail server of the benchmarks as a process of its own: the folder is its argument, the port its first line."""

import sys
import threading
from pathlib import Path

from bench.load.door import Door


def main() -> None:
    door = Door(Path(sys.argv[1]))
    sys.stdout.write(f"{door.start()}\n")
    sys.stdout.flush()
    threading.Thread(target=sys.stdin.read).run()  # until whoever started it closes the door
    door.stop()


if __name__ == "__main__":
    main()
