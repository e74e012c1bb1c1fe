# Send the inputs home.
# needs: level A
# expect: criterion error

import socket


def criterion(yhat, y):
    with socket.create_connection(("127.0.0.1", 80), timeout=1) as line:
        line.sendall(repr(y).encode())
    return (yhat - y).pow(2).mean()
