/** A directory to print: contacts under headings, as PDF. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { ExportField, ExportOptions } from '../../../core/api/export.ts';
import { DIRECTORY_FIELDS, directorySheet } from '../../../core/api/export.ts';
import { speaker, type Language } from '../../../core/language/text.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import words from '../../../resources/translations/directory.json' with { type: 'json' };
import notice from '../../../resources/translations/privacy-notice.json' with { type: 'json' };
import type { Site } from '../../site/site.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import { FONTS } from '../pdf.ts';
import { entryOf, type Entry } from './entry.ts';
import { lackingIn } from './glyphs.ts';
import { Pages } from './pages.ts';
import { runsOf } from './sections.ts';

const BATCH = 500;
/** Complaints of characters; more say nothing new. */
const MOST_PROBLEMS = 1000;

export interface PrintedDirectory {
  bytes: Uint8Array;
  /** Each once, however many groups it stands in. */
  contacts: number;
  problems: Problem[];
}

/**
 * The contacts of `ids` in the order of the list, whatever the order of `ids`. The text of the contacts is read
 * in batches and no page is kept.
 */
export async function printDirectory(
  site: Site,
  ids: readonly number[],
  options: Pick<ExportOptions, 'sheet' | 'fields' | 'groups' | 'group'>,
  context: JobContext,
): Promise<PrintedDirectory> {
  const sheet = options.sheet ?? directorySheet.parse({});
  const { language, by } = sheet;
  const say = speaker(words, language);
  const wanted: readonly ExportField[] = options.fields ?? DIRECTORY_FIELDS;
  // The heading says it.
  const fields = new Set(wanted.filter((field) => field !== by));
  const groups = options.groups ?? (options.group === undefined ? undefined : [options.group]);
  const runs = runsOf(site, ids, by, groups);
  const total = runs.reduce((sum, run) => sum + run.ids.length, 0);
  const contacts = new Set(runs.flatMap((run) => run.ids)).size;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date());
  const pages = new Pages(sheet, {
    title: sheet.title || site.info().name,
    under: say('under', { date, count: contacts }),
    notice: noticeText(language),
    page: (page) => say('page', { page }),
  });
  const lacking = complaints();
  let done = 0;
  for (const { ids: ofRun, headingOf } of runs) {
    let key: string | null = null;
    let heading = '';
    for (let from = 0; from < ofRun.length; from += BATCH) {
      for (const contact of site.contacts(ofRun.slice(from, from + BATCH))) {
        const place = headingOf(contact);
        if (place.key !== key) {
          key = place.key;
          heading = place.heading ?? say(`none.${by === 'group' ? 'group' : 'department'}`);
          pages.heading(heading);
        }
        const entry = entryOf(contact, fields, language);
        lacking.look(contact.id, entry);
        pages.entry(entry, heading);
      }
      done = Math.min(total, done + BATCH);
      context.progress({ phase: 'write-file', done, total });
      await breathe();
      stopIfCancelled(context);
    }
  }
  pages.end();
  return { bytes: await pages.whole, contacts, problems: lacking.problems };
}

function noticeText(language: Language): string[] {
  const say = speaker(notice, language);
  const held = (['addresses', 'numbers', 'birthdays', 'photos', 'emails', 'positions'] as const).map((key) =>
    say(key),
  );
  return [
    `${say('title')}. ${say('intro')} ${held.join(', ')}.`,
    `${say('inform')} ${say('store')} ${say('pass-on')}`,
  ];
}

/** What the fonts cannot print, once a contact. */
function complaints() {
  const plain = lackingIn(FONTS.plain);
  const bold = lackingIn(FONTS.bold);
  const problems: Problem[] = [];
  const seen = new Set<number>();
  return {
    problems,
    look: (id: number, { name, lines }: Entry): void => {
      if (seen.has(id) || problems.length >= MOST_PROBLEMS) return;
      const signs = new Set([...bold(name), ...lines.flatMap(({ text }) => plain(text))].filter(isShown));
      if (signs.size === 0) return;
      seen.add(id);
      problems.push({
        code: 'print-characters',
        severity: 'warning',
        value: [...signs].slice(0, 20).join(' '),
        params: { name, count: signs.size },
      });
    },
  };
}

/** Those that cannot be seen are printed as their code. */
const isShown = (sign: string): boolean => !/[\p{Cc}\p{Cf}\p{Z}]/u.test(sign);
