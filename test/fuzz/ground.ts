/** What contract fuzzing stands on: a small site of everything, made anew for each operation, in a folder of its own. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { contract, type OperationName } from '../../core/api/contract.ts';
import { emptyDraft } from '../../core/directory/contact.ts';
import { SEED } from '../seed.ts';
import { payloads, type Words } from './payloads.ts';

const COUNT = Number(process.env['SWITCHBOOK_FUZZ_PAYLOADS'] ?? 200);
/** Milliseconds after which a call has no answer any more. */
const PATIENCE = 60_000;
const AT_ONCE = 8;

/** A call as a shell carries it. Its reply is `{result}` or `{error}`, whatever the shell calls them. */
export type Carrier = (name: string, input: unknown) => Promise<Reply>;
export const reply = z.union([z.object({ result: z.unknown() }), z.object({ error: z.unknown() })]);
export type Reply = z.infer<typeof reply>;

const typed = z.looseObject({ code: z.string().min(1), severity: z.enum(['error', 'warning']) });
const made = z.looseObject({ file: z.string().optional(), plan: z.string().optional() });

export const operations: OperationName[] = z
  .array(z.custom<OperationName>((name) => typeof name === 'string' && name in contract))
  .parse(Object.keys(contract));

const CSV = 'Name;Telefon;E-Mail\nÄnne Groß;+49 30 123456;a@b.example\nBo;030 7;\n;;\n';

export class Ground {
  readonly folder = mkdtempSync(join(tmpdir(), 'switchbook-fuzz-'));
  readonly #call: Carrier;
  readonly #first = join(this.folder, 'first.switchbook');
  readonly #pattern = join(this.folder, 'pattern.switchbook');
  #sites = 0;

  constructor(call: Carrier) {
    this.#call = call;
    mkdirSync(join(this.folder, 'a folder.switchbook'));
    writeFileSync(join(this.folder, 'no site.switchbook'), CSV);
  }

  async #sure(name: string, input: unknown): Promise<unknown> {
    const answer = await this.#call(name, input);
    if ('error' in answer) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }

  async prepare(): Promise<void> {
    const sure = (name: string, input: unknown): Promise<unknown> => this.#sure(name, input);
    await sure('site.create', { path: this.#first, device: 'commander-6000', country: 'DE' });
    for (const name of ['Kunden', 'Lieferanten'])
      await sure('groups.create', { name, kind: 'standard', standardForNew: name === 'Kunden' });
    for (let i = 0; i < 12; i++) {
      const numbers = [{ kind: 'work', value: `030 12345${i % 10}` }];
      const contact = { ...emptyDraft(), familyName: `Person ${i % 10}`, numbers, groups: ['Kunden'] };
      await sure('contacts.create', { contact });
    }
    for (const role of ['subscriber', 'sub-administrator'])
      await sure('subscribers.save', { extension: role === 'subscriber' ? '21' : '22', name: 'Ana', role });
    await sure('contacts.delete', { ids: [12] });
    const login = { url: 'https://127.0.0.1:1', user: 'admin', fingerprint: null, password: '' };
    await sure('connection.save', { connector: 'commander', ...login });
    await sure('site.copy', { path: this.#pattern });
  }

  /** The same site again, untouched, with a file in passing and a plan for it; the words that name them. */
  async #fresh(name: OperationName): Promise<Words> {
    const path = join(this.folder, `site ${++this.#sites}.switchbook`);
    for (const copy of [path, `${path}.part`]) copyFileSync(this.#pattern, copy);
    await this.#sure('site.open', { path });
    const { file = '' } = made.parse(await this.#sure('files.begin', { name: 'contacts.csv' }));
    await this.#sure('files.append', { file, piece: Buffer.from(CSV).toString('base64') });
    const planned = name.startsWith('import.') && (await this.#sure('import.preview', { file, options: {} }));
    const { plan = '' } = planned === false ? {} : made.parse(planned);
    const at = (name: string): string => join(this.folder, name);
    const paths = ['gone/new.switchbook', 'a folder.switchbook', 'no site.switchbook', `new ${this.#sites}`];
    const groups = ['Kunden', 'Lieferanten', 'kunden ', 'Neu'];
    return {
      path: [path, `${path}.part`, this.#first, ...paths.map(at), ''],
      output: [at(`saved ${this.#sites}.switchbook`), path, at('gone/new')],
      url: [
        'https://127.0.0.1:1',
        '127.0.0.1:1',
        'tcp://127.0.0.1:1',
        'serial:/dev/null',
        'x y',
        '',
        'http://a:b@',
      ],
      file: [file, file, 'gone'],
      plan: [plan, plan, 'gone'],
      group: groups,
      groups,
      name: ['Kunden', 'contacts.csv', 'Neu', '../x'],
      extension: ['21', '22', '99'],
      extensions: ['21', '22', '99'],
      device: ['commander-6000', 'compact-5000', 'ovh'],
      country: ['DE', 'FR', 'XX'],
      search: ['Person', '030', 'person 3'],
      initial: ['P', '#'],
      picture: [file],
    };
  }

  /** What went wrong with an operation: answers that are no answer, faults, and calls that never ended. */
  async complaints(name: OperationName, more: readonly unknown[] = []): Promise<string[]> {
    const words = await this.#fresh(name);
    const inputs = payloads(contract[name].input, words, { seed: SEED, count: COUNT, more });
    const wrong: string[] = [];
    const one = async (input: unknown): Promise<void> => {
      const complain = (what: string): void => void wrong.push(`${what} for ${shown(input)}`);
      let late: NodeJS.Timeout | undefined;
      const never = new Promise<null>((resolve) => (late = setTimeout(resolve, PATIENCE, null)));
      const answer = await Promise.race([this.#call(name, input), never]);
      clearTimeout(late);
      if (answer === null) complain('no answer');
      else if ('error' in answer) {
        const problem = typed.safeParse(answer.error);
        if (!problem.success) complain(`no problem: ${JSON.stringify(answer.error)}`);
        else if (problem.data.code === 'internal')
          complain(JSON.stringify(problem.data['params']).slice(0, 300));
      }
    };
    const queue = inputs[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const input of queue) await one(input);
      }),
    );
    return wrong;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const shown = (input: unknown): string => {
  try {
    return (JSON.stringify(input) ?? String(input)).slice(0, 600);
  } catch {
    return Object.prototype.toString.call(input);
  }
};
