"""Runs a program in a pseudo-terminal: a line of JSON on stdin is what a person does.

["keys", TEXT] types it, ["size", ROWS, COLUMNS] resizes the window. What the program prints goes
to stdout as it comes; its exit code is that of this program.
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios


def resize(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


rows, columns, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    resize(0, int(rows), int(columns))
    os.execvp(command[0], command)

pending, inputs = b"", [terminal, 0]
while True:
    ready, _, _ = select.select(inputs, [], [])
    if terminal in ready:
        try:
            printed = os.read(terminal, 65536)
        except OSError:
            break
        if not printed:
            break
        os.write(1, printed)
    if 0 in ready:
        told = os.read(0, 65536)
        if not told:
            inputs.remove(0)
            os.kill(child, signal.SIGHUP)
        *whole, pending = (pending + told).split(b"\n")
        for kind, *what in map(json.loads, whole):
            if kind == "keys":
                os.write(terminal, what[0].encode())
            else:
                resize(terminal, *what)
                os.kill(child, signal.SIGWINCH)

_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
