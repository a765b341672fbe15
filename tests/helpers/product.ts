import { apiOver, type TestApi } from './api.ts';
import { type Engine, withEngine } from './engine.ts';

export type Product = { engine: Engine; api: TestApi };

/** Lends the whole product: the app in this process, and every part of the engine, over one database. Links in mails lead to that app. */
export const withProduct = <T>(work: (product: Product) => Promise<T>): Promise<T> =>
  withEngine((engine) =>
    apiOver(engine, (api) => {
      engine.deps.publicUrl = api.url;
      return work({ engine, api });
    }),
  );
