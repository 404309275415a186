/** A browser shell of its own on a small page, and what browsers and others would send to it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket, type ClientOptions } from 'ws';
import { ApplicationHost } from '../../../../main/api/host.ts';
import {
  startBrowserShell,
  type BrowserShell,
  type BrowserShellOptions,
} from '../../../../main/shell/browser/server.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

type Frame = Record<string, unknown>;

/** An open line to the services: frames that arrived, and why it ended. */
export class Line {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly ended: Promise<number>;
  #calls = 0;
  #heard: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(String(data));
      this.frames.push(frame);
      for (const hear of this.#heard.splice(0)) hear();
    });
    this.ended = new Promise((resolve) => socket.on('close', resolve));
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The first frame that fits; waits for it. */
  async frame(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  /** `{result}` or `{error}`. */
  call(name: string, input: unknown): Promise<Frame> {
    const call = ++this.#calls;
    this.send({ call, name, input });
    return this.frame((frame) => frame['call'] === call && !('progress' in frame));
  }
}

export class Visited {
  readonly #folder: string;
  readonly host: ApplicationHost;
  readonly shell: BrowserShell;
  readonly port: number;

  constructor(folder: string, host: ApplicationHost, shell: BrowserShell) {
    this.#folder = folder;
    this.host = host;
    this.shell = shell;
    this.port = Number(new URL(shell.address).port);
  }

  static async start(options: BrowserShellOptions = {}): Promise<Visited> {
    const folder = mkdtempSync(join(tmpdir(), 'switchbook-page-'));
    const page = '<meta name="csp-nonce" content="__CSP_NONCE__"><p>Switchbook</p>';
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'files.json'), JSON.stringify({ files: ['index.html'] }));
    writeFileSync(join(folder, 'left-behind.js'), '');
    const host = new ApplicationHost('browser');
    return new Visited(folder, host, await startBrowserShell(host, folder, options));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** fetch() may not set Host: these are what a foreign page's browser would send. */
  get(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const words = { host: '127.0.0.1', port: this.port, path, headers, method, agent: false } as const;
      const request = httpRequest(words, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      request.on('error', reject).end(body);
    });
  }

  /** The cookie that an address is worth; empty for one that is worth none. */
  async cookie(address: string): Promise<string> {
    const { pathname, search } = new URL(address);
    const { headers } = await this.get(pathname + search);
    return String(headers['set-cookie'] ?? '').split(';')[0] ?? '';
  }

  /** As a page of ours would with this cookie; null where it is refused. */
  line(
    cookie: string,
    headers: Record<string, string> = {},
    options: ClientOptions = {},
  ): Promise<Line | null> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/api`, {
      ...options,
      headers: { origin: this.origin, cookie, ...headers },
    });
    const line = new Line(socket);
    return new Promise((resolve) => {
      socket.on('open', () => resolve(line));
      socket.on('error', () => resolve(null));
    });
  }

  async close(): Promise<void> {
    await this.shell.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** For tests that need a line and nothing else. */
export function sure<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('There is none');
  return value;
}
