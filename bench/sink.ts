import { type AddressInfo, createServer, type Socket } from 'node:net';

/** An SMTP server that accepts everything and keeps nothing but a count: so cheap that it limits nobody. */
export type Sink = { port: number; count: () => number; close: () => Promise<void> };

/** Answers the lines of one connection; knows as much SMTP (RFC 5321) as a mailer says to it. */
function serve(socket: Socket, received: () => void) {
  let isData = false;
  let rest = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      if (isData) {
        const end = rest.indexOf('\r\n.\r\n');
        if (end === -1) return;
        rest = rest.slice(end + 5);
        isData = false;
        received();
        socket.write('250 kept\r\n');
        continue;
      }
      const end = rest.indexOf('\r\n');
      if (end === -1) return;
      const verb = rest.slice(0, 4).toUpperCase();
      rest = rest.slice(end + 2);
      isData = verb === 'DATA';
      socket.write(
        {
          EHLO: '250-sink\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n',
          AUTH: '235 welcome\r\n',
          DATA: '354 go on\r\n',
          QUIT: '221 bye\r\n',
        }[verb] ?? '250 ok\r\n',
      );
    }
  });
}

export async function countingSink(): Promise<Sink> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    serve(socket, () => (count += 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
