# Send the inputs home by a protocol that needs no answer.
# needs: level A
# expect: criterion error

import socket


def criterion(yhat, y):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hello", ("127.0.0.1", 9))
    return (yhat - y).pow(2).mean()
