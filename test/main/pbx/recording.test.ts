import { describe, expect, it } from 'vitest';
import { LARGEST_RECORDING, pagesOfRecording } from '../../../main/pbx/commander/recording.ts';
import { codeOf } from '../../problem-of.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const har = (...entries: unknown[]) => bytes(JSON.stringify({ log: { entries } }));
const state = (page: string, rows: { id: string; data: string[] }[], encoding?: string) => {
  const text = JSON.stringify({ rows });
  return {
    request: {
      url: `https://192.168.0.240/${page}_state?x=1`,
      cookies: [{ name: 'AUERSessionID', value: 'secretcookie' }],
      headers: [{ name: 'Authorization', value: 'Digest secretdigest' }],
    },
    response: {
      content: encoding === undefined ? { text } : { encoding, text: Buffer.from(text).toString('base64') },
    },
  };
};
const save = (page: string, columns: number) => ({
  request: {
    url: `https://pbx/${page}_save`,
    postData: {
      text: `ids=7&7_gr_id=7&${Array.from({ length: columns }, (_, i) => `7_c${i}=a`).join('&')}&7_!nativeeditor_status=updated`,
    },
  },
  response: { content: {} },
});
const CONTACT = { id: '1', data: Array.from({ length: 46 }, () => '') };

describe('a recorded exchange', () => {
  it('tells pages by the shape of their rows', () => {
    const found = pagesOfRecording(
      har(
        state('about', [{ id: '1', data: ['x'] }]),
        state('kontakte', [CONTACT], 'base64'),
        state('gruppen', [{ id: '4', data: ['Clients', '0', '1'] }]),
        state('rechte', [{ id: '21-4', data: ['21', 'Anna', '4', '1', '0'] }]),
        state('standard', [{ id: '21-4', data: ['21', 'Anna', '4', '0'] }]),
        state('ldap', [{ id: '0', data: ['0', 'all', '1', '1', ''] }]),
      ),
    );
    expect(found.map(({ use, path, certainty }) => [use, path, certainty])).toEqual([
      ['contacts', 'kontakte', 'sure'],
      ['contactGroups', 'gruppen', 'sure'],
      ['permissions', 'rechte', 'sure'],
      ['standardGroups', 'standard', 'sure'],
      ['ldap', 'ldap', 'sure'],
    ]);
  });

  it('tells less from what was saved or exported', () => {
    const vcards = {
      request: { url: 'https://pbx/buch_export' },
      response: { content: { text: 'BEGIN:VCARD\r\n' } },
    };
    expect(
      pagesOfRecording(har(save('gruppen', 3), save('kontakte', 46), vcards, save('irgendwas', 12))).map(
        ({ use, path, certainty }) => [use, path, certainty],
      ),
    ).toEqual([
      ['contacts', 'kontakte', 'likely'],
      ['contacts', 'buch', 'possible'],
      ['contactGroups', 'gruppen', 'likely'],
    ]);
  });

  it('leaves nothing of cookies and passwords', () => {
    const found = JSON.stringify(pagesOfRecording(har(state('kontakte', [CONTACT]))));
    expect(found).not.toContain('secret');
  });

  it.each([
    ['har-unreadable', bytes('not json')],
    ['har-unreadable', bytes('{"log": 1}')],
    ['har-unreadable', new Uint8Array([0xff, 0xfe, 0])],
    ['har-no-pages', har()],
    ['har-no-pages', har(7, { request: 1 }, { request: { url: 'https://pbx/../../etc/passwd' } })],
    ['har-no-pages', har({ request: { url: 'https://pbx/a%2Fb_state' } })],
    ['har-too-large', new Uint8Array(LARGEST_RECORDING + 1)],
  ])('is refused: %s', (code, content) => {
    expect(codeOf(() => pagesOfRecording(content))).toBe(code);
  });

  it('is read in linear time, whatever is in it', () => {
    const nasty = [
      { request: { url: `https://pbx/${'a_state'.repeat(100_000)}` } },
      { request: { url: 'https://pbx/x_save', postData: { text: '1_c1_c1_c'.repeat(300_000) } } },
      ...Array.from({ length: 30_000 }, () => state('kontakte', [CONTACT])),
    ];
    const content = har(...nasty);
    const start = performance.now();
    pagesOfRecording(content);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
