import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/device/line.ts';
import { addressOf, lineFormOf, settingsOf } from '../../../renderer/changes/line-form.ts';

describe('the form of a line', () => {
  it.each([
    'serial:/dev/ttyUSB0',
    'serial:COM3?baud=1200&bits=7&parity=even&stop=2&flow=software',
    'tcp://device-server:3001',
    'telnet://[fe80::1]:4001',
    'telnet://device-server:4001?baud=57600',
  ])('shows %s and gives it back', (url) => {
    expect(addressOf(lineFormOf(url))).toBe(url);
  });

  it('begins with the settings of a COMmander, and gives no address before it has one', () => {
    const empty = lineFormOf('https://192.168.0.240');
    expect(empty).toMatchObject({ kind: 'serial', path: '', settings: DEFAULT_SETTINGS });
    expect(addressOf(empty)).toBe(null);
    expect(addressOf({ ...empty, path: ' /dev/ttyS0 ' })).toBe('serial:/dev/ttyS0');
    expect(addressOf({ ...empty, kind: 'tcp', host: 'box' })).toBe(null);
    expect(addressOf({ ...empty, kind: 'tcp', port: '1' })).toBe(null);
  });

  it('knows whose settings count', () => {
    const form = lineFormOf('telnet://device-server:4001');
    expect(settingsOf(form)).toBe(null);
    expect(settingsOf({ ...form, keeps: false })).toEqual(DEFAULT_SETTINGS);
    expect(settingsOf({ ...form, kind: 'tcp', keeps: false })).toBe(null);
    expect(settingsOf({ ...form, kind: 'serial' })).toEqual(DEFAULT_SETTINGS);
  });
});
