/** A real keychain: GNOME Keyring on a session bus of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const isWanted = process.env['CI'] !== undefined || (has('gnome-keyring-daemon') && has('dbus-run-session'));
const isHere = process.platform === 'linux' && isWanted;

const SECRET = 'S3cret of the PBX, ü';
const ACCOUNT = 'admin@https://192.168.0.240';
const secretsModule = join(import.meta.dirname, '..', '..', 'main', 'api', 'secrets.ts');

/** A process of its own that asks the keychain, and prints what it heard. */
const program = (work: string): string => `
  import { KeychainSecrets } from ${JSON.stringify(secretsModule)};
  const secrets = new KeychainSecrets();
  const [account, secret] = process.argv.slice(1);
  ${work}
  console.log(JSON.stringify({ known: await secrets.get(account), problem: await secrets.forgetful(), refused: secrets.refused }));`;
const KEEP = program('await secrets.set(account, secret);');
const ASK = program('');
const heard = z.object({
  known: z.string().nullable(),
  problem: z.looseObject({ code: z.string() }).nullable(),
  refused: z.boolean(),
});

function desktop(): { folder: string; run: (before: string, work: string) => z.infer<typeof heard> } {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-keychain-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    NODE: process.execPath,
    NODE_NO_WARNINGS: '1',
  };
  mkdirSync(env.XDG_RUNTIME_DIR, { recursive: true, mode: 0o700 });
  const run = (before: string, work: string): z.infer<typeof heard> => {
    const script = `${before}\n"$NODE" --input-type=module -e "$1" "$2" "$3"`;
    const words = ['--', 'sh', '-c', script, 'sh', work, ACCOUNT, SECRET];
    const { stdout, stderr } = spawnSync('dbus-run-session', words, {
      env,
      encoding: 'utf8',
      timeout: 100_000,
    });
    const last = stdout.trim().split('\n').at(-1) ?? '';
    expect(last, stderr).toMatch(/^\{/);
    return heard.parse(JSON.parse(last));
  };
  return { folder, run };
}

const UNLOCKED = `printf 'password of the person' | gnome-keyring-daemon --unlock --components=secrets >/dev/null`;
const LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null';

describe.runIf(isHere)('GNOME Keyring', () => {
  it('remembers from one run to the next, and no file shows what', () => {
    const { folder, run } = desktop();
    expect(run(UNLOCKED, KEEP)).toEqual({ known: SECRET, problem: null, refused: false });
    expect(run(UNLOCKED, ASK)).toEqual({ known: SECRET, problem: null, refused: false });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toContain('login.keyring');
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name)).includes(SECRET)).toBe(false);
    }
  });

  it('that stays locked remembers nothing, which is said', () => {
    const { run } = desktop();
    expect(run(UNLOCKED, KEEP).refused).toBe(false);
    const locked = run(LOCKED, KEEP);
    expect(locked).toEqual({
      known: SECRET,
      problem: { code: 'secrets-forgotten', severity: 'warning' },
      refused: true,
    });
  });

  it('that is not there remembers nothing, neither in the kernel’s own store', () => {
    const { run } = desktop();
    const forgotten = { code: 'secrets-forgotten' };
    expect(run('unset DBUS_SESSION_BUS_ADDRESS', KEEP)).toMatchObject({ known: SECRET, problem: forgotten });
    expect(run('unset DBUS_SESSION_BUS_ADDRESS', ASK)).toMatchObject({ known: null, problem: forgotten });
    expect(readFileSync('/proc/keys', 'utf8')).not.toContain('192.168.0.240');
  });

  it('is left alone where that is wanted', () => {
    const { run } = desktop();
    const off = `${UNLOCKED}; export SWITCHBOOK_KEYCHAIN=off`;
    expect(run(off, KEEP)).toMatchObject({ known: SECRET, refused: true });
    expect(run(UNLOCKED, ASK)).toEqual({ known: null, problem: null, refused: false });
  });
});
