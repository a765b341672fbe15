import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Lets the engine speak only of errors while tests run. */
export function quietRuntime() {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}
