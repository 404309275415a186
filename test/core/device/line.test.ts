import { describe, expect, it } from 'vitest';
import {
  bytesPerSecond,
  DEFAULT_SETTINGS,
  lostOn,
  readLineAddress,
  writeLineAddress,
} from '../../../core/device/line.ts';
import { problemOf } from '../../problem-of.ts';

describe('the address of a line', () => {
  it.each([
    ['serial:/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0', settings: DEFAULT_SETTINGS }],
    [
      ' serial:COM3?baud=115200 ',
      { kind: 'serial', path: 'COM3', settings: { ...DEFAULT_SETTINGS, baud: 115_200 } },
    ],
    ['serial:\\\\.\\COM10', { kind: 'serial', path: '\\\\.\\COM10', settings: DEFAULT_SETTINGS }],
    [
      'serial:/dev/tty.usbserial-A1?baud=1200&bits=7&parity=even&stop=2&flow=hardware',
      {
        kind: 'serial',
        path: '/dev/tty.usbserial-A1',
        settings: { baud: 1200, bits: 7, parity: 'even', stop: 2, flow: 'hardware' },
      },
    ],
    ['serial:COM1?stop=1.5', { kind: 'serial', path: 'COM1', settings: { ...DEFAULT_SETTINGS, stop: 1.5 } }],
    ['serial:COM1?', { kind: 'serial', path: 'COM1', settings: DEFAULT_SETTINGS }],
    ['tcp://192.168.0.240:3001', { kind: 'tcp', host: '192.168.0.240', port: 3001 }],
    ['TCP://[fe80::1]:3001/', { kind: 'tcp', host: 'fe80::1', port: 3001 }],
    ['telnet://moxa.local:4001', { kind: 'telnet', host: 'moxa.local', port: 4001, settings: null }],
    [
      'telnet://moxa.local:4001?flow=software',
      { kind: 'telnet', host: 'moxa.local', port: 4001, settings: { ...DEFAULT_SETTINGS, flow: 'software' } },
    ],
  ])('%s is read', (text, expected) => {
    expect(readLineAddress(text)).toEqual({ ...expected, text: text.trim() });
  });

  it.each([
    '',
    'serial',
    'serial:',
    'serial: ?baud=9600',
    'serial:///dev/ttyUSB0',
    'serial:/dev/tty\0USB0',
    '/dev/ttyUSB0',
    'tcp://host',
    'tcp://host:0',
    'tcp://host:65536',
    'tcp://host:12345678',
    'tcp://:3001',
    'tcp://user@host:3001',
    'tcp://host:3001/path',
    'tcp://host:3001?baud=9600',
    'tcp://ho st:3001',
    'tcp:host:3001',
    'http://host:80',
    'telnet://host',
    `serial:${'x'.repeat(600)}`,
  ])('%s is none', (text) => {
    expect(problemOf(() => readLineAddress(text))).toMatchObject({
      code: 'line-address-invalid',
      value: text.trim().slice(0, 80),
    });
  });

  it.each([
    ['baud=', 'baud', '50–4000000'],
    ['baud=fast', 'baud', '50–4000000'],
    ['baud=-9600', 'baud', '50–4000000'],
    ['baud=1e9', 'baud', '50–4000000'],
    ['baud=49', 'baud', '50–4000000'],
    ['baud=4000001', 'baud', '50–4000000'],
    ['bits=9', 'bits', '5, 6, 7, 8'],
    ['parity=Even', 'parity', 'none, odd, even, mark, space'],
    ['stop=3', 'stop', '1, 1.5, 2'],
    ['flow=rts', 'flow', 'none, hardware, software'],
    ['speed=9600', 'speed', 'baud, bits, parity, stop, flow'],
    ['baud=9600&baud=19200', 'baud', '1 ×'],
    ['baud=9600&', '', 'baud, bits, parity, stop, flow'],
  ])('the setting %s is refused with what it can be', (query, column, allowed) => {
    for (const place of ['serial:COM1', 'telnet://host:23'])
      expect(problemOf(() => readLineAddress(`${place}?${query}`))).toMatchObject({
        code: 'line-setting-invalid',
        column,
        params: { allowed },
      });
  });
});

describe('a line', () => {
  it.each([
    'serial:/dev/ttyUSB0',
    'serial:COM3?baud=115200&bits=7&parity=even&stop=1.5&flow=software',
    'tcp://192.168.0.240:3001',
    'tcp://[fe80::1]:3001',
    'telnet://moxa.local:4001',
    'telnet://moxa.local:4001?baud=9600',
    'telnet://moxa.local:4001?flow=hardware',
  ])('is written as it is read: %s', (text) => {
    expect(writeLineAddress(readLineAddress(text))).toBe(text);
  });

  it('says what would not pass, and how fast it is', () => {
    expect(lostOn(DEFAULT_SETTINGS)).toBe(null);
    expect(lostOn({ ...DEFAULT_SETTINGS, flow: 'hardware' })).toBe(null);
    expect(lostOn({ ...DEFAULT_SETTINGS, flow: 'software' })).toBe('flow');
    expect(lostOn({ ...DEFAULT_SETTINGS, bits: 7 })).toBe('bits');
    expect(bytesPerSecond(DEFAULT_SETTINGS)).toBe(960);
    expect(bytesPerSecond({ ...DEFAULT_SETTINGS, baud: 1200, parity: 'even' })).toBeCloseTo(109.1, 1);
  });
});
