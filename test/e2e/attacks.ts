/** What a page tries on another origin: each attack says what it got hold of. Runs inside of the attacker's page. */

/** `nothing`, or what came back. */
export type Loot = Record<string, string>;

/** `target`: the origin that is attacked; `script`, `image`: files that it serves to its own page. */
export async function attack({
  target,
  script,
  image,
}: {
  target: string;
  script: string;
  image: string;
}): Promise<Loot> {
  const NOTHING = 'nothing';
  const loot: Loot = {};
  const within = (ms: number, work: Promise<string>): Promise<string> =>
    Promise.race([work, new Promise<string>((resolve) => setTimeout(resolve, ms, NOTHING))]);
  const attempt = async (name: string, work: () => Promise<string>): Promise<void> => {
    loot[name] = await within(
      4000,
      work().catch(() => NOTHING),
    );
  };
  const element = (tag: string, attributes: Record<string, string>): Promise<string> =>
    new Promise((resolve) => {
      const made = document.createElement(tag);
      made.addEventListener('load', () => resolve('loaded'));
      made.addEventListener('error', () => resolve(NOTHING));
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.body.append(made);
    });
  const read = async (path: string, words: RequestInit): Promise<string> => {
    const answer = await fetch(target + path, words);
    return `${answer.type} ${answer.status} ${await answer.text()}`;
  };

  await attempt('read', () => read('/', { credentials: 'include' }));
  await attempt('read without cookies', () => read('/', { credentials: 'omit' }));
  await attempt('read with a header of its own', () =>
    read('/', { credentials: 'include', headers: { 'x-own': '1' } }),
  );
  await attempt('read blindly', () => read('/', { credentials: 'include', mode: 'no-cors' }));
  await attempt('post', () =>
    read('/api', { method: 'POST', credentials: 'include', body: '{"call":1,"name":"contacts.deleteAll"}' }),
  );
  await attempt('post blindly', () =>
    read('/api', { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{"call":1}' }),
  );
  const socket = (address: string): Promise<string> =>
    new Promise((resolve) => {
      const line = new WebSocket(address);
      line.addEventListener('error', () => resolve(NOTHING));
      line.addEventListener('open', () => line.send('{"call":1,"name":"site.info","input":{}}'));
      line.addEventListener('message', (message) => resolve(String(message.data)));
    });
  await attempt('line', () => socket(`${target.replace('http', 'ws')}/api`));
  await attempt('line by another name', () =>
    socket(`${target.replace('http', 'ws').replace('127.0.0.1', 'localhost')}/api`),
  );
  await attempt('script', () => element('script', { src: target + script }));
  await attempt('module', () => element('script', { src: target + script, type: 'module' }));
  await attempt('page as script', () => element('script', { src: `${target}/` }));
  await attempt('image', () => element('img', { src: target + image }));
  await attempt('style', () => element('link', { href: target + script, rel: 'stylesheet' }));
  await attempt('events', () => {
    const source = new EventSource(`${target}/api`, { withCredentials: true });
    return new Promise((resolve) => {
      source.addEventListener('open', () => resolve('open'));
      source.addEventListener('error', () => resolve(NOTHING));
    });
  });
  await attempt('worker', () => {
    const code = URL.createObjectURL(
      new Blob([`importScripts(${JSON.stringify(target + script)}); postMessage('in')`]),
    );
    const worker = new Worker(code);
    return new Promise((resolve) => {
      worker.addEventListener('message', () => resolve('loaded'));
      worker.addEventListener('error', () => resolve(NOTHING));
    });
  });
  navigator.sendBeacon(`${target}/api`, '{"call":1,"name":"contacts.deleteAll","input":{}}');
  // Whether a frame shows anything, only whoever looks at the browser can say: see `frames`.
  for (const tag of ['iframe', 'object', 'embed'])
    void element(tag, { src: `${target}/`, data: `${target}/` });
  const form = document.createElement('form');
  const sink = document.createElement('iframe');
  sink.name = 'sink';
  form.method = 'post';
  form.action = `${target}/`;
  form.target = 'sink';
  document.body.append(sink, form);
  form.submit();
  await attempt('window', async () => {
    const opened = window.open(`${target}/`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // Reading another origin’s document throws.
    return opened?.document.body.textContent || NOTHING;
  });
  return loot;
}
