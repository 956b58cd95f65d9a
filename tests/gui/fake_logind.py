"""logind and the screen savers as a program of their own: `fake_logind.py BUS NAME…`.

A line of JSON on stdin, [path, interface, name, arguments], is sent as a signal. On stdout it says "ready",
what it is asked, and "sleeps" once nobody holds the descriptor that it gave.
"""

import json
import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject


def say(what: object) -> None:
    print(json.dumps(what), flush=True)


class Logind(QDBusVirtualObject):
    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.mine, given = os.pipe()
        self.watch = QSocketNotifier(self.mine, QSocketNotifier.Type.Read)
        self.watch.activated.connect(self.let_go)
        answer = message.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(given)])
        os.close(given)
        sent = connection.send(answer)
        del answer
        say(message.arguments())
        return sent

    def let_go(self) -> None:
        self.watch.setEnabled(False)
        say("sleeps")


def main(address: str, *names: str) -> None:
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(address, "theirs")
    logind = Logind()
    bus.registerVirtualObject("/org/freedesktop/login1", logind)
    for name in names:
        bus.registerService(name)

    def told() -> None:
        if not (lines := os.read(sys.stdin.fileno(), 65_536)):
            app.quit()
        for line in lines.splitlines():
            path, interface, name, arguments = json.loads(line)
            signal = QDBusMessage.createSignal(path, interface, name)
            signal.setArguments(arguments)
            bus.send(signal)

    commands = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    commands.activated.connect(told)
    say("ready")
    app.exec()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
