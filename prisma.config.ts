import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

process.env.CHECKPOINT_DISABLE ??= '1';
// The stand-in speaks the native engine's protocol, so nothing is downloaded. Windows cannot spawn a .mjs file.
if (!process.env.PRISMA_NATIVE_ENGINE && process.platform !== 'win32')
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url));

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
