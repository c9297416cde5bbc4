import type { IncomingMessage } from 'node:http';

const lingerMs = 1000;

/**
 * Closes a connection whose client is still sending without losing the answer. Closed at once, the unread bytes
 * make TCP reset the connection, and the reset overtakes the answer: a client that sends 5 MB would see
 * "connection reset" instead of 413. So only our side is ended, and what still comes is thrown away for a while.
 */
export function lingerOnClose(request: IncomingMessage): void {
  const { socket } = request;
  // Node calls this when an answer with `Connection: close` is written.
  socket.destroySoon = () => {
    socket.end();
    request.removeAllListeners('readable');
    request.resume();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  };
}
