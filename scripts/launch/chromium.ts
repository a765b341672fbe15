import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** A Chromium that is on this machine: CHROME_PATH, Debian's, or Playwright's own. Null where there is none. */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => candidate && existsSync(candidate)) ?? null;
}

/** No updates, no look-ups of the browser's own; and no sandbox for root, who cannot have one. */
export const CHROMIUM_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
