/**
 * A recorded exchange between a person's browser and the Configuration Manager (a HAR file): which pages
 * were asked for, and what their rows look like. Of a recording only addresses of pages and the shape of
 * rows are looked at; cookies, passwords and headers are never read.
 */
import { z } from 'zod';
import type { PageCandidate, PageCertainty, PageUse } from '../../../core/device/pages.ts';
import { pagePath } from '../../../core/device/pages.ts';
import { decodeUtf8Strictly } from '../../../core/formats/charset.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { surestFirst } from './discover.ts';
import { readRows } from './grid.ts';
import { purposeOfRows, purposeOfSave } from './page-shape.ts';

/** A whole session with a PBX has a few megabytes. */
export const LARGEST_RECORDING = 32 * 1024 * 1024;
const MOST_REQUESTS = 20_000;

const recordingShape = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });
const exchangeShape = z.object({
  request: z.object({
    url: z.string(),
    postData: z.object({ text: z.string() }).optional().catch(undefined),
  }),
  response: z
    .object({
      content: z.object({ text: z.string(), encoding: z.string().optional() }),
    })
    .optional()
    .catch(undefined),
});
type Exchange = z.infer<typeof exchangeShape>;

/**
 * The pages of a recording and what each seems to be for, the surest first.
 *
 * Errors: `har-too-large`, `har-unreadable`, `har-no-pages`.
 */
export function pagesOfRecording(bytes: Uint8Array): PageCandidate[] {
  if (bytes.length > LARGEST_RECORDING) {
    throw new SwitchbookError('har-too-large', { params: { most: LARGEST_RECORDING / 1024 / 1024 } });
  }
  const recording = recordingShape.safeParse(jsonOf(decodeUtf8Strictly(bytes)?.replace(/^\uFEFF/, '')));
  if (!recording.success) throw new SwitchbookError('har-unreadable');
  const found = new Map<string, PageCandidate>();
  let pages = 0;
  for (const entry of recording.data.log.entries.slice(0, MOST_REQUESTS)) {
    const exchange = exchangeShape.safeParse(entry).data;
    const page = exchange && pageOf(exchange.request.url);
    if (exchange === undefined || page === undefined) continue;
    pages++;
    const told = purposeOf(page.verb, exchange);
    if (told === null) continue;
    const key = `${told.use} ${page.path}`;
    if (found.get(key)?.certainty !== 'sure') found.set(key, { ...told, path: page.path, text: '' });
  }
  if (pages === 0) throw new SwitchbookError('har-no-pages');
  return surestFirst([...found.values()]);
}

/** `https://pbx/<page>_state?…`; what follows the page's name is of no interest. */
function pageOf(url: string): { path: string; verb: string } | undefined {
  const [, name, verb = ''] =
    /^https?:\/\/[^/?#]{1,300}\/([\w-]{1,80})_(state|save|import|export)(?=[?#]|$)/.exec(
      url.slice(0, 1000),
    ) ?? [];
  const path = pagePath.safeParse(name);
  return path.success ? { path: path.data, verb } : undefined;
}

function purposeOf(
  verb: string,
  { request, response }: Exchange,
): { use: PageUse; certainty: PageCertainty } | null {
  if (verb === 'state') {
    const use = purposeOfRows(readRows(jsonOf(textOf(response))) ?? []);
    return use && { use, certainty: 'sure' };
  }
  if (verb === 'save') {
    const use = purposeOfSave(columnsOf(request.postData?.text ?? ''));
    return use && { use, certainty: 'likely' };
  }
  // The page of contacts exports vCards: section 6 of the protocol.
  const vcards = verb === 'export' && (textOf(response) ?? '').startsWith('BEGIN:VCARD');
  return vcards ? { use: 'contacts', certainty: 'possible' } : null;
}

/** How many columns the first row of a save has; 0 where it has none. */
function columnsOf(form: string): number {
  const names = [...form.slice(0, 200_000).matchAll(/(?:^|&)([^&=]{0,100})_c(\d{1,3})=/g)];
  const [, first] = names[0] ?? [];
  return new Set(names.filter(([, id]) => id === first).map(([, , column]) => column)).size;
}

function textOf(response: Exchange['response']): string | undefined {
  if (response === undefined) return undefined;
  const { text, encoding } = response.content;
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
