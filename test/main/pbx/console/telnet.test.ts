import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../core/device/line.ts';
import { Telnet } from '../../../../main/pbx/console/telnet.ts';

const IAC = 255;
const [DONT, DO, WONT, WILL, SB, SE] = [254, 253, 252, 251, 250, 240];
const [BINARY, ECHO, GO_AHEAD, COM_PORT] = [0, 1, 3, 44];

function telnet() {
  const sent: number[][] = [];
  const side = new Telnet('telnet://x:1', (bytes) => sent.push([...bytes]));
  return { sent, hear: (...bytes: number[]) => [...side.decode(Uint8Array.from(bytes))], side };
}

const binary = [IAC, DO, BINARY, IAC, WILL, BINARY];

describe('telnet', () => {
  it('takes commands out of the data wherever they are cut', () => {
    const stream = [
      65,
      IAC,
      IAC,
      66,
      IAC,
      WILL,
      ECHO,
      67,
      IAC,
      SB,
      COM_PORT,
      107,
      IAC,
      IAC,
      IAC,
      SE,
      68,
      IAC,
      241,
      69,
    ];
    const whole = telnet();
    const bytewise = telnet();
    expect(whole.hear(...stream)).toEqual([65, IAC, 66, 67, 68, 69]);
    expect(stream.flatMap((byte) => bytewise.hear(byte))).toEqual([65, IAC, 66, 67, 68, 69]);
    expect(whole.sent).toEqual([[IAC, DO, ECHO]]);
    expect(bytewise.sent).toEqual(whole.sent);
  });

  it('refuses what it does not know, and says nothing twice', () => {
    const { hear, sent } = telnet();
    hear(IAC, DO, 24, IAC, WILL, 31, IAC, DONT, 24, IAC, WONT, 31);
    expect(sent).toEqual([
      [IAC, WONT, 24],
      [IAC, DONT, 31],
    ]);
    hear(IAC, WILL, ECHO, IAC, WILL, ECHO, IAC, WONT, ECHO, IAC, WONT, ECHO);
    expect(sent.slice(2)).toEqual([
      [IAC, DO, ECHO],
      [IAC, DONT, ECHO],
    ]);
  });

  it('asks for all bytes and for each setting, and is content when they are confirmed', async () => {
    const { hear, side, sent } = telnet();
    const agreed = side.agree({ ...DEFAULT_SETTINGS, baud: 65_535, parity: 'even', flow: 'hardware' });
    expect(sent).toEqual([
      [IAC, WILL, BINARY],
      [IAC, DO, BINARY],
      [IAC, WILL, GO_AHEAD],
      [IAC, DO, GO_AHEAD],
      [IAC, WILL, COM_PORT],
    ]);
    hear(...binary, IAC, DO, COM_PORT);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(sent.slice(5)).toEqual([
      [IAC, SB, COM_PORT, 1, 0, 0, IAC, IAC, IAC, IAC, IAC, SE],
      [IAC, SB, COM_PORT, 2, 8, IAC, SE],
      [IAC, SB, COM_PORT, 3, 3, IAC, SE],
      [IAC, SB, COM_PORT, 4, 1, IAC, SE],
      [IAC, SB, COM_PORT, 5, 3, IAC, SE],
    ]);
    for (const [command, ...value] of [
      [101, 0, 0, IAC, IAC, IAC, IAC],
      [102, 8],
      [103, 3],
      [104, 1],
      [105, 3],
    ])
      hear(IAC, SB, COM_PORT, command ?? 0, ...value, IAC, SE);
    await agreed;
  });

  it.each([
    ['binary', [IAC, DO, BINARY, IAC, WONT, BINARY]],
    ['binary', [IAC, DONT, BINARY, IAC, WILL, BINARY]],
    ['settings', [...binary, IAC, DONT, COM_PORT]],
    [
      'baud=9600',
      [
        ...binary,
        IAC,
        DO,
        COM_PORT,
        ...[
          [101, 0, 0, 0x12, 0xc0],
          [102, 8],
          [103, 1],
          [104, 1],
          [105, 1],
        ].flatMap((answer) => [IAC, SB, COM_PORT, ...answer, IAC, SE]),
      ],
    ],
  ])('says that the server refuses %s', async (option, answers) => {
    const { hear, side } = telnet();
    const agreed = side.agree(DEFAULT_SETTINGS);
    hear(...answers);
    await expect(agreed).rejects.toMatchObject({ problem: { code: 'telnet-refused', params: { option } } });
  });

  it('keeps little of an endless command', () => {
    const { hear, sent } = telnet();
    hear(IAC, SB, COM_PORT);
    for (let part = 0; part < 1000; part++)
      expect(hear(...Array.from({ length: 1000 }, () => 7))).toEqual([]);
    expect(hear(IAC, SE, 65)).toEqual([65]);
    expect(sent).toEqual([]);
  });
});
