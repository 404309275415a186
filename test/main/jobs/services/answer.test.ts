import { describe, expect, it } from 'vitest';
import { answerChange, resendCodes } from '../../../../main/jobs/services/answer.ts';
import { codeAfter, problemAfter } from '../../../problem-of.ts';
import { quiet } from '../../../quiet.ts';
import { follow, PARTNER, request, stage, type Stage } from './help.ts';

async function waiting({ at, until }: Stage, contacts: Record<string, string> = { technical: PARTNER }) {
  const order = await request(at, { service: at.billingAccount, contacts });
  const id = order.changes[0]?.task ?? 0;
  await until(id, 'validatingByCustomers');
  return id;
}

describe('a request answered with the code from the mail', () => {
  it('is accepted by each side with its own, then carried out', async () => {
    const scene = await stage();
    const { at, token, until } = scene;
    const change = await waiting(scene);
    const accept = async (side: 'from' | 'to') =>
      answerChange(at, { change, answer: 'accept', token: ` ${await token(change, side)}\n` }, quiet);
    expect((await accept('from')).change.state).toBe('validatingByCustomers');
    await accept('to');
    await until(change, 'done');
    const { events, changes } = await follow(at);
    expect(changes[0]).toMatchObject({ id: change, state: 'done' });
    expect(events.map(({ kind }) => kind).filter((kind) => kind === 'accepted')).toHaveLength(2);
    expect(JSON.stringify(await follow(at))).not.toMatch(/[A-Za-z0-9]{32}/);
  });

  it('is refused, and says so', async () => {
    const scene = await stage();
    const change = await waiting(scene);
    const code = await scene.token(change, 'from');
    const { change: after } = await answerChange(scene.at, { change, answer: 'refuse', token: code }, quiet);
    expect(after.state).toBe('refused');
    const again = answerChange(scene.at, { change, answer: 'accept', token: code }, quiet);
    expect(await codeAfter(again)).toBe('service-change-not-waiting');
  });

  it('stays as it is with a wrong code, a used one, or none', async () => {
    const scene = await stage();
    const { at, token } = scene;
    const change = await waiting(scene);
    const code = await token(change, 'from');
    const accept = (text: string) =>
      codeAfter(answerChange(at, { change, answer: 'accept', token: text }, quiet));
    expect(await accept('  ')).toBe('service-token-empty');
    expect(await accept('wrong')).toBe('service-token-refused');
    expect(await accept(code)).toBeNull();
    expect(await accept(code)).toBe('service-token-refused');
    expect(await codeAfter(answerChange(at, { change: 99, answer: 'accept', token: 'x' }, quiet))).toBe(
      'service-change-missing',
    );
  });

  it('gets new codes, after which the old ones are worth nothing', async () => {
    const scene = await stage();
    const { at, token } = scene;
    const change = await waiting(scene);
    const old = await token(change, 'from');
    await resendCodes(at, change, quiet);
    const fresh = await token(change, 'from');
    expect(fresh).not.toBe(old);
    const accept = (code: string) =>
      codeAfter(answerChange(at, { change, answer: 'accept', token: code }, quiet));
    expect(await accept(old)).toBe('service-token-refused');
    expect(await accept(fresh)).toBeNull();
    expect((await follow(at)).events.map(({ kind }) => kind)).toContain('resent');
  });

  it('hands the administration over only when no other request for the service is open', async () => {
    const scene = await stage();
    const { at, askOutside, until, token } = scene;
    const other = await waiting(scene);
    const [change = 0] = await askOutside({ contactAdmin: PARTNER });
    await until(change, 'validatingByCustomers');
    const accept = async () =>
      answerChange(at, { change, answer: 'accept', token: await token(change, 'from') }, quiet);
    expect(await problemAfter(accept())).toMatchObject({ code: 'service-accept-last', params: { other } });
    await scene.acceptBoth(other);
    expect(await codeAfter(accept())).toBeNull();
  });

  it('whose answer broke off is told apart from one with a wrong code', async () => {
    // The requests of these tests write: asking is the first, accepting the second.
    const scene = await stage({ faults: 'drop-after:w2' });
    const { at, token } = scene;
    const change = await waiting(scene);
    const code = await token(change, 'from');
    const accept = () => answerChange(at, { change, answer: 'accept', token: code }, quiet);
    expect(await codeAfter(accept())).toBe('pbx-line-dropped');
    expect(await accept()).toMatchObject({
      change: { state: 'validatingByCustomers' },
      notes: [{ code: 'service-token-perhaps-used' }],
    });
    expect(await token(change, 'from')).toBe('');
  });
});
