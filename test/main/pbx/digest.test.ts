import { describe, expect, it } from 'vitest';
import { authorization, readChallenge } from '../../../main/pbx/commander/digest.ts';

describe('digest', () => {
  it('answers the example of RFC 2617 section 3.5 as the RFC does', () => {
    const challenge = readChallenge(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
    expect(challenge).not.toBeNull();
    if (challenge === null) return;
    const header = authorization(challenge, {
      user: 'Mufasa',
      password: 'Circle Of Life',
      method: 'GET',
      uri: '/dir/index.html',
      count: 1,
      clientNonce: '0a4f113b',
    });
    expect(header).toContain('response="6629fae49393a05397450978507c4ef1"');
    expect(header).toContain('nc=00000001');
    expect(header).toContain('opaque="5ccc069c403ebaf9f0171e9517f40e41"');
  });

  it('finds the digest among other challenges and unescapes its realm', () => {
    expect(
      readChallenge(String.raw`Basic realm="a, b", Digest nonce=abc, realm="say \"hi\"", algorithm=md5`),
    ).toEqual({
      realm: 'say "hi"',
      nonce: 'abc',
      opaque: null,
      auth: false,
    });
  });

  it.each([
    ['Basic realm="PBX"', 'a login that would show the password'],
    ['Digest realm="PBX"', 'no nonce'],
    ['Digest realm="PBX", nonce="1", algorithm=SHA-512-256', 'a hash the PBX does not use'],
    ['Digest realm="PBX", nonce="1", qop="auth-int"', 'a protection that nobody asked for'],
    ['', 'nothing'],
  ])('does not answer %s: %s', (header) => {
    expect(readChallenge(header)).toBeNull();
  });

  it('reads a hostile header in linear time', () => {
    const started = performance.now();
    readChallenge(`Digest ${'a="\\'.repeat(20_000)}`);
    readChallenge(`Digest ${'realm='.repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
