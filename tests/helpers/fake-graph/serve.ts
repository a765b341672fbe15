import { startFakeGraph } from './server.ts';

/** A fake Microsoft Graph as a process of its own, which outlives what it serves: `node --import tsx tests/helpers/fake-graph/serve.ts <port> [messages a minute]`. */
const [port = '0', messagesPerMinute = '30'] = process.argv.slice(2);
const graph = await startFakeGraph({ port: Number(port), limits: { messagesPerMinute: Number(messagesPerMinute) } });
process.stdout.write(`${graph.url}\n`);
const end = () => void graph.close().then(() => process.exit(0));
process.once('SIGTERM', end);
process.once('SIGINT', end);
