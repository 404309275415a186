import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket as Peer } from 'ws';
import { WebSocketServer } from 'ws';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { browserHost } from '../../../renderer/host/browser.ts';
import type { Line } from '../../../renderer/host/host.ts';
import { eventually } from '../../eventually.ts';

type Frame = Record<string, unknown>;

/** The other end of the line: it notes what arrives and answers as the test says. */
class Services {
  readonly frames: Frame[] = [];
  answer: (frame: Frame, peer: Peer) => void = () => undefined;
  #server: WebSocketServer | null = null;
  #http: HttpServer | null = null;
  welcome = true;
  port = 0;

  async start(): Promise<void> {
    const http = createServer((_request, response) => response.writeHead(403).end());
    const server = new WebSocketServer({ server: http, verifyClient: () => this.welcome });
    http.listen(this.port, '127.0.0.1');
    await once(http, 'listening');
    server.on('connection', (peer) =>
      peer.on('message', (data) => {
        const frame: Frame = JSON.parse(String(data));
        this.frames.push(frame);
        this.answer(frame, peer);
      }),
    );
    const address = http.address();
    if (typeof address === 'object' && address !== null) this.port = address.port;
    this.#server = server;
    this.#http = http;
  }

  end(code: number): void {
    for (const peer of this.#server?.clients ?? []) peer.close(code);
  }

  send(frame: Frame): void {
    for (const peer of this.#server?.clients ?? []) peer.send(JSON.stringify(frame));
  }

  /** As when the program ends: no goodbye. */
  stop(): Promise<void> {
    const server = this.#server;
    for (const peer of server?.clients ?? []) peer.terminate();
    server?.close();
    const http = this.#http;
    return new Promise((resolve) => (http === null ? resolve() : http.close(() => resolve())));
  }
}

const running: Services[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

async function connected() {
  const services = new Services();
  running.push(services);
  await services.start();
  const lines: Line[] = [];
  const renew = vi.fn();
  const person = new EventTarget();
  const host = browserHost(`ws://127.0.0.1:${services.port}/api`, {
    onLine: (line) => lines.push(line),
    renew,
    person,
  });
  await eventually(() => expect(lines).toContain('open'));
  return { services, host, lines, renew, person };
}

describe('the contract over a WebSocket', () => {
  it('sends a call and resolves with its result, whatever the order of answers', async () => {
    const { services, host } = await connected();
    const calls: unknown[] = [];
    services.answer = ({ call, name }) => {
      calls.push(call);
      if (name !== 'contacts.facets') return;
      services.send({ call: calls[1], result: 'second' });
      services.send({ call: calls[0], result: 'first' });
    };
    const first = host.call('site.info', {});
    const second = host.call('contacts.facets', {});
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(services.frames[0]).toMatchObject({ name: 'site.info', input: {} });
  });

  it('rejects with the problem that the services name', async () => {
    const { services, host } = await connected();
    const problem = { code: 'contact-missing', severity: 'error', value: '7' };
    services.answer = ({ call }) => services.send({ call, error: problem });
    const error = await host.call('contacts.qr', { id: 7 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SwitchbookError);
    expect(error).toMatchObject({ problem });
  });

  it('reports progress, and asks to stop when its signal is aborted', async () => {
    const { services, host } = await connected();
    const stop = new AbortController();
    const progress = vi.fn(() => stop.abort());
    services.answer = ({ call, cancel }) => {
      if (cancel === undefined) services.send({ call, progress: { phase: 'compare', done: 3, total: null } });
      else services.send({ call: cancel, error: { code: 'cancelled', severity: 'error' } });
    };
    const comparing = host.call('pbx.compare', {}, { progress, signal: stop.signal });
    await expect(comparing).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(progress).toHaveBeenCalledWith({ phase: 'compare', done: 3, total: null });
  });

  it('hears events until it no longer listens', async () => {
    const { services, host } = await connected();
    const listener = vi.fn();
    const leave = host.subscribe('site-changed', listener);
    services.send({ event: 'site-changed', data: { revision: 5 } });
    await eventually(() => expect(listener).toHaveBeenCalledWith({ revision: 5 }));
    leave();
    services.answer = ({ call }) => {
      services.send({ event: 'site-changed', data: { revision: 6 } });
      services.send({ call, result: null });
    };
    await host.call('site.info', {});
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('connects again after the line dropped; what was sent fails and is not sent twice', async () => {
    const { services, host, lines } = await connected();
    const lost = host.call('contacts.delete', { ids: [1] });
    await eventually(() => expect(services.frames).toHaveLength(1));
    await services.stop();
    await expect(lost).rejects.toMatchObject({ problem: { code: 'connection-lost' } });
    expect(lines.at(-1)).toBe('lost');

    services.answer = ({ call }) => services.send({ call, result: 'there' });
    const waiting = host.call('site.info', {});
    await services.start();
    expect(await waiting).toBe('there');
    expect(lines.at(-1)).toBe('open');
    expect(services.frames.map(({ name }) => name)).toEqual(['contacts.delete', 'site.info']);
  });

  it('tells that somebody is here, once for many movements', async () => {
    const { services, person } = await connected();
    for (let i = 0; i < 5; i++) person.dispatchEvent(new Event('pointermove'));
    person.dispatchEvent(new Event('keydown'));
    await eventually(() => expect(services.frames).toEqual([{ active: true }]));
  });

  it.each([4001, 4002])(
    'begins anew when the services say so (%d), not when the line drops',
    async (code) => {
      const { services, renew, lines } = await connected();
      services.end(1011);
      await eventually(() => expect(lines.filter((line) => line === 'open')).toHaveLength(2));
      expect(renew).not.toHaveBeenCalled();
      services.end(code);
      await eventually(() => expect(renew).toHaveBeenCalledTimes(1));
    },
  );

  it('begins anew when it comes back and its session is gone', async () => {
    const { services, renew } = await connected();
    services.welcome = false;
    services.end(1001);
    await eventually(() => expect(renew).toHaveBeenCalled());
  });
});
