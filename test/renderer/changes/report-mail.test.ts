import { describe, expect, it } from 'vitest';
import type { UploadReport } from '../../../core/api/upload.ts';
import { mailOf } from '../../../renderer/changes/report-mail.ts';

const report = (refused: number): UploadReport => ({
  id: 1,
  at: '2026-11-21T09:00:00Z',
  by: { person: 'ann', login: '' },
  pbx: { model: 'OVHcloud', serial: 'ab12345-ovh-1: Firma & Söhne', firmware: '' },
  backup: 1,
  restored: null,
  operations: Array.from({ length: refused }, (_, i) => ({
    kind: 'create' as const,
    target: `Nr. ${i} ${'😀'.repeat(80)}`,
    outcome: 'refused' as const,
    problem: null,
    changes: [],
  })),
  takenOver: 0,
  takenOverRights: 0,
  pullStep: null,
  verified: refused === 0,
  differences: [],
});

describe('the report of an upload as a message', () => {
  it('says what was done, in the language of the person', () => {
    const mail = decodeURIComponent(mailOf(report(0), 'de', () => 'heute'));
    expect(mail).toMatch(
      /^mailto:\?subject=Übertragung geprüft: OVHcloud ab12345-ovh-1: Firma & Söhne&body=OVHcloud/,
    );
    expect(mail).toContain('heute: 0 Vorgänge ausgeführt, 0 nicht ausgeführt');
  });

  it('stays an address with one subject and one body, and names some of many refusals', () => {
    const address = mailOf(report(1000), 'fr', () => 'aujourd’hui');
    const fields = new URL(address).searchParams;
    expect([...fields.keys()]).toEqual(['subject', 'body']);
    expect(fields.get('body')?.match(/^- Nr\. /gm)).toHaveLength(8);
    expect(fields.get('body')).toContain('992');
    expect(fields.get('body')?.length).toBeLessThan(1500);
  });
});
