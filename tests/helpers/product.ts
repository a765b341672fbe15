import type { Apps } from '../../activities/clients/oauth-doors.ts';
import { apiOver, type TestApi } from './api.ts';
import { type Engine, engineOver, type Ground, withEngine } from './engine.ts';
import type { TemporalServer } from './temporal-server.ts';

export type Product = { engine: Engine; api: TestApi };

const appOver = <T>(engine: Engine, work: (product: Product) => Promise<T>): Promise<T> =>
  apiOver(
    engine,
    (api) => {
      engine.deps.publicUrl = api.url;
      api.deps.pingTemporal = async () => void (await engine.client.workflowService.getSystemInfo({}));
      return work({ engine, api });
    },
    engine.log,
  );

/** Lends the whole product: the app in this process, and every part of the engine, over one database. Links in mails lead to that app. */
export const withProduct = <T>(work: (product: Product) => Promise<T>, apps: Apps = {}): Promise<T> =>
  withEngine((engine) => appOver(engine, work), apps);

/** Lends the whole product over servers that a test has in its hands. */
export const productOver = <T>(
  { database, temporal }: { database: Ground; temporal: TemporalServer },
  work: (product: Product) => Promise<T>,
): Promise<T> => engineOver(database, temporal, (engine) => appOver(engine, work));
