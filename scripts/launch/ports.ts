import { createServer } from 'node:net';

const HOST = '127.0.0.1';

function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** A loopback port that nobody uses: `wanted` if it is free, else the next free one above it; any when none is wanted. */
export async function freePort(wanted = 0): Promise<number> {
  for (let port = wanted; port < wanted + 50; port++) {
    const free = await listen(port);
    if (free !== null) return free;
  }
  throw new Error(
    `No free port between ${wanted} and ${wanted + 49} on ${HOST}. Stop what listens there, or set another port.`,
  );
}
