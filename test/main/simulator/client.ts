/** A foreign client of the simulated device, written from RFC 2617 and nothing else. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startCommander } from '../../../main/simulator/commander/start.ts';
import type { CommanderOptions, SimulatedPbx } from '../../../main/simulator/commander/start.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/** One request. Rejects when the connection breaks, also in the middle of the answer. */
export function send(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      url,
      { method, headers, rejectUnauthorized: false, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          response.complete
            ? resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: Buffer.concat(pieces),
              })
            : reject(new Error('cut short')),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

export const nonceOf = (answer: Answer): string =>
  /nonce="([^"]+)"/.exec(String(answer.headers['www-authenticate']))?.[1] ?? '';

export function authorization(
  login: { user: string; password: string },
  { method, target, nonce, nc = '00000001' }: { method: string; target: string; nonce: string; nc?: string },
): string {
  const secret = md5(`${login.user}:Auerswald:${login.password}`);
  const response = md5(`${secret}:${nonce}:${nc}:c0ffee:auth:${md5(`${method}:${target}`)}`);
  return `Digest username="${login.user}", realm="Auerswald", nonce="${nonce}", uri="${target}", qop=auth, nc=${nc}, cnonce="c0ffee", response="${response}", algorithm=MD5`;
}

export interface Login {
  user: string;
  password: string;
}

export const loginOf = (pbx: SimulatedPbx, role: string, nth = 0): Login => {
  const found = pbx.subscribers.filter((each) => each.role === role)[nth];
  if (found === undefined) throw new Error(`No ${role}`);
  return { user: found.extension, password: found.password };
};

/** Logs in once and goes on with the cookie. */
export class Client {
  readonly #url: string;
  readonly #login: Login;
  cookie = '';

  constructor(pbx: { url: string }, login: Login) {
    this.#url = pbx.url;
    this.#login = login;
  }

  async ask(target: string, ask: Ask = {}): Promise<Answer> {
    const method = ask.method ?? 'GET';
    if (this.cookie !== '') {
      return await send(this.#url + target, { ...ask, headers: { ...ask.headers, cookie: this.cookie } });
    }
    const challenge = await send(this.#url + target, { method });
    if (challenge.status !== 401) return challenge;
    const header = authorization(this.#login, { method, target, nonce: nonceOf(challenge) });
    const answer = await send(this.#url + target, {
      ...ask,
      headers: { ...ask.headers, authorization: header },
    });
    this.cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    return answer;
  }

  async json(target: string, ask: Ask = {}): Promise<unknown> {
    return JSON.parse((await this.ask(target, ask)).body.toString('utf8'));
  }

  /** `rows`: id, status and columns of each. */
  async save(
    page: string,
    rows: readonly { id: string; status: string; columns?: readonly string[] }[],
  ): Promise<unknown> {
    return await this.json(`/${page}_save`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: saveBody(rows),
    });
  }

  async upload(page: string, name: string, file: Buffer, query = ''): Promise<unknown> {
    const boundary = 'x7d2b';
    const body = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return await this.json(`/${page}_import?h_ulfilename=${encodeURIComponent(name)}${query}`, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
    });
  }
}

export function saveBody(
  rows: readonly { id: string; status: string; columns?: readonly string[] }[],
): string {
  const parts = [`ids=${rows.map(({ id }) => id).join(',')}`];
  for (const { id, status, columns = [] } of rows) {
    parts.push(`${id}_gr_id=${id}`);
    for (const [n, value] of columns.entries()) parts.push(`${id}_c${n}=${encodeURIComponent(value)}`);
    parts.push(`${id}_!nativeeditor_status=${status}`);
  }
  return parts.join('&');
}

/** The 46 columns of a contact with what is given filled in. */
export function columns(given: Record<number, string>): string[] {
  return Array.from({ length: 46 }, (_, n) => given[n] ?? '');
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A device that lives as long as the test. */
export async function device(options: Partial<CommanderOptions> = {}): Promise<SimulatedPbx> {
  const folder = options.folder ?? temporaryFolder();
  const pbx = await startCommander({ port: 0, contacts: 40, seed: 7, ...options, folder });
  onTestFinished(() => pbx.stop().catch(() => {}));
  return pbx;
}
