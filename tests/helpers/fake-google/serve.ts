import { startFakeGoogle } from './server.ts';

/**
 * Google as a process of its own, which outlives ours: `node --import tsx tests/helpers/fake-google/serve.ts PORT [UNITS_PER_MINUTE]`.
 * POST /control/{app,counts,deliveries,grant,revoke,fault,clear-faults,receive,push-to} with JSON (see server.ts).
 */
const [port = '0', units = '0'] = process.argv.slice(2);
const { url } = await startFakeGoogle({ port: Number(port), unitsPerMinute: Number(units) });
process.stdout.write(`${url}\n`);
