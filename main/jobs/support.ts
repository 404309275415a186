/**
 * The support bundle: versions, platform, settings without secrets, what the site file is like, and the log. Never a
 * contact, a name, an address, a path or a password: whoever gets it is a stranger.
 */
import { arch, cpus, freemem, platform, release, totalmem } from 'node:os';
import { statSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import type { SupportPart } from '../../core/api/support.ts';
import type { Log } from '../log/log.ts';
import type { Site } from '../site/site.ts';
import { openSite } from '../site/open.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { causesOf } from '../log/entry.ts';

const MEGABYTE = 1024 * 1024;
/** Further faults are more of the same. */
const MOST_FAULTS = 20;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

interface About {
  version: string;
  shell: string;
}

/** `path`: of a site that is not open, perhaps because it cannot be; else `site`, where one is. */
export function supportParts(
  about: About,
  site: Site | null,
  path: string | null,
  log: Log | null,
): SupportPart[] {
  return [
    { name: 'system.json', text: json(systemFacts(about)) },
    ...(path === null ? [] : ofFile(path)),
    ...(path === null && site !== null ? ofSite(site) : []),
    ...(log?.read() ?? []),
  ];
}

export const zipOf = (parts: readonly SupportPart[]): Uint8Array =>
  zipSync(Object.fromEntries(parts.map(({ name, text }) => [name, strToU8(text)])));

function systemFacts(about: About): object {
  const { node, electron, chrome, modules } = process.versions;
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    at: new Date().toISOString(),
    switchbook: about.version,
    shell: about.shell,
    system: { platform: platform(), release: release(), arch: arch(), cores: cpus().length },
    memoryMb: { total: Math.round(totalmem() / MEGABYTE), free: Math.round(freemem() / MEGABYTE) },
    versions: { node, modules, electron, chrome },
    locale,
    timeZone,
  };
}

function ofSite(site: Site): SupportPart[] {
  const { device, country, contacts, revision, locked } = site.info();
  const { faults, copies, bytes } = site.safety.check();
  return [
    {
      name: 'settings.json',
      text: json({ device, country, keeping: site.safety.keeping(), connection: connectionFacts(site) }),
    },
    {
      name: 'site.json',
      text: json({ contacts, revision, bytes, locked: locked?.code ?? null, ...site.safety.facts() }),
    },
    {
      name: 'integrity.json',
      text: json({
        // Of the words of SQLite only which table or page they are about.
        faults: faults.slice(0, MOST_FAULTS),
        count: faults.length,
        copies: copies.map(({ number, at, reason, bytes: size, sound }) => ({
          number,
          at,
          reason,
          bytes: size,
          sound,
        })),
      }),
    },
  ];
}

/** A file that is not open is looked at without being touched; where it cannot be opened, that is what is said. */
function ofFile(path: string): SupportPart[] {
  try {
    using site = openSite(path, { readOnly: true });
    return ofSite(site);
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? null;
    return [
      { name: 'site.json', text: json({ problem: error.problem.code, causes: causesOf(error), bytes }) },
    ];
  }
}

/** Neither address nor login: the kind of line is what help needs. */
function connectionFacts(site: Site): object | null {
  const connection = site.memory.connection();
  if (connection === null) return null;
  const { connector, url, console: profile, fingerprint, ovh, lastRead } = connection;
  return {
    connector,
    scheme: /^[a-z]{1,20}(?=:)/.exec(url)?.[0] ?? '',
    console: profile !== '',
    pinned: fingerprint !== null,
    line: ovh !== null && ovh.line !== '',
    lastRead,
    confirmedPages: site.memory.confirmedPages().length,
    pending: site.memory.pending().length,
  };
}
