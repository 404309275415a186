/** What a site and a PBX behind a console go through: pulled, edited, pushed, compared. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { deviceProfile } from '../../../../core/device/profile.ts';
import { compare } from '../../../../main/jobs/compare.ts';
import { takeOver, upload } from '../../../../main/jobs/upload.ts';
import type { Connector } from '../../../../main/pbx/connector.ts';
import { createSite } from '../../../../main/site/open.ts';
import type { Site } from '../../../../main/site/site.ts';
import { quiet } from '../../../quiet.ts';

export const profile = deviceProfile('commander-6000');

/** Opens the line and logs in. */
export type LogIn = () => Promise<Connector>;

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/** Done when all tests of the file are, the latest first: they run at once, since all they do is wait for a line. */
export const atEnd = (end: () => unknown): void => void ends.push(end);

/** Gone when the tests are. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'switchbook-console-'));
  atEnd(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function site(): Site {
  const made = createSite(join(folder(), 'site.switchbook'), profile.id, 'FR');
  atEnd(() => made.close());
  return made;
}

export async function on<T>(logIn: LogIn, work: (connector: Connector) => Promise<T>): Promise<T> {
  const connector = await logIn();
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

/** Reads the PBX into the site. */
export const pull = (logIn: LogIn, book: Site): Promise<number> =>
  on(logIn, async (connector) => {
    const state = await compare(book, connector, profile, quiet);
    return takeOver(book, state, { decisions: {} }).takenOver;
  });

export const push = (logIn: LogIn, book: Site, context = quiet) =>
  on(logIn, async (connector) => {
    const state = await compare(book, connector, profile, context);
    return upload(book, connector, state, { plan: '', decisions: {}, takeOver: false }, context);
  });

/** What differs. */
export const diff = async (logIn: LogIn, book: Site) =>
  (await on(logIn, (connector) => compare(book, connector, profile, quiet))).comparison.upload;

/** Nothing differs any more. */
export const agreed = (contacts: number): object => ({
  conflicts: [],
  unchanged: contacts,
  toPbx: { create: [], update: [], delete: [] },
  toSite: { create: [], update: [], delete: [] },
});

/** One contact more, one less, one changed, and a group with its first contact. */
export function edit(book: Site): void {
  const google = new Set(book.groups().flatMap(({ kind, name }) => (kind === 'google' ? name : [])));
  const [first, second] = [...book.eachContact()].filter(
    ({ groups }) => !groups.some((name) => google.has(name)),
  );
  if (first === undefined || second === undefined) throw new Error('The book is too small.');
  book.change('edit-contact', '', { kind: 'hand' }, (change) => {
    change.ensureGroup('Élan | Sud \\ Est', 'standard');
    change.deleteContact(first.id);
    change.updateContact(second.id, { company: 'Œuvre "Ünïcode"; \\fin' });
    const { id: _id, photo: _photo, ...fields } = second;
    change.createContact({
      ...fields,
      familyName: 'Größe',
      shortCode: '',
      groups: ['Élan | Sud \\ Est'],
      numbers: [{ kind: 'work', value: '+33 1 22 33 44 55', e164: '+33122334455' }],
      photo: null,
    });
  });
}
