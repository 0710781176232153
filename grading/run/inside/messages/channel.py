"""A connected socket that carries messages between two processes that do not trust each other: length-bounded JSON, nothing unpickled.

A message is four bytes of length and a JSON object. What the values in it mean, `codec.py` says.
"""

import array
import json
import socket
import struct

MAX_MESSAGE = 16 << 20  # bytes, of the values in one message
LONGEST_TRUSTED = 1 << 30
PART, LONGEST_PART = 1 << 14, 1 << 18  # bytes asked for at once: most messages are short, and to get a large buffer takes long
_LENGTH = struct.Struct(">I")
_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))  # made once; no message holds itself
_READER = json.JSONDecoder()  # `json.loads` also looks for encodings that nobody here uses


class ProtocolError(Exception):
    """The other side sent something that is not a message."""


def pack(message):
    """Return the bytes of a message."""
    data = _JSON.encode(message).encode()
    return _LENGTH.pack(len(data)) + data


def unpack(data):
    """Return what the bytes after the length say."""
    return _READER.decode(data.decode())


class Channel:
    """A connected socket that carries messages, of at most `longest` bytes from the other side."""

    def __init__(self, connection, longest=LONGEST_TRUSTED):
        self._connection, self._longest, self._arrived = connection, longest, bytearray()

    def send(self, message):
        """Send a dict, or what `pack` made of one; raise OSError when nobody listens any more."""
        self._connection.sendall(message if type(message) is bytes else pack(message))

    def fileno(self):
        return self._connection.fileno()

    def receive(self):
        """Return the next dict; raise EOFError when the other side is gone, ProtocolError when it is not one."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        if length > self._longest:
            raise ProtocolError(f"a message of {length} bytes is too long")
        data = self._exactly(length)
        try:
            message = unpack(data)
        except (ValueError, RecursionError, MemoryError) as error:
            raise ProtocolError("a message is not JSON") from error
        if type(message) is not dict:
            raise ProtocolError("a message is not an object")
        return message

    def _exactly(self, count):
        data = self._arrived  # grows with what arrives: a length that lies costs nothing
        while len(data) < count:
            try:
                part = self._connection.recv(min(max(count - len(data), PART), LONGEST_PART))
            except ConnectionError:
                part = b""
            if not part:
                raise EOFError("the other side is gone")
            data += part
        if len(data) == count:  # mostly: then nothing is copied
            self._arrived = bytearray()
            return data
        taken = data[:count]
        del data[:count]
        return taken

    def close(self):
        self._connection.close()


def ask(connection, role, theirs):
    """Ask the warm process on `connection` for a process in this role (one byte), to which the socket `theirs` is given."""
    connection.sendmsg([role], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [theirs.fileno()]))])
