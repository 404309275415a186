/** Sources of the rows: the help page of 2015 [P15], that of 2025 [P25], the vendor's control panel [CP]. */
import { describe, expect, it } from 'vitest';
import type { ContactRole, Service, ServiceTable } from '../../../core/directory/service-contact.ts';
import { CHANGE_STATES, isPending, sectionOf } from '../../../core/directory/service-contact.ts';
import { handleProblem, whyNotChange, type ServiceFacts } from '../../../core/services/rules.ts';
import { GROUP, ME, OTHER, service, tableOf, task } from './help.ts';

const all: readonly ContactRole[] = ['administration', 'technical', 'billing'];
const why = (one: Service, table: Partial<ServiceTable> = {}, facts: Partial<ServiceFacts> = {}) =>
  all.map(
    (role) =>
      whyNotChange(tableOf(1, 1, table), one, role, { changes: [], inPack: false, ...facts })?.code ?? 'yes',
  );
const group = service('group', GROUP);
const line = service('line', '0033972101000');

describe('who may change which contact where', () => {
  it.each([
    ['[P15] a group: all three', group, {}, {}, ['yes', 'yes', 'yes']],
    [
      '[P15] a line: the technical contact',
      line,
      {},
      {},
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      '[P15] a number: the technical contact',
      service('alias', '0033972202000'),
      {},
      {},
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      '[CP] a trunk: the technical contact',
      service('trunk', '0033972303000'),
      {},
      {},
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      '[P15, P25] only the administration contact asks',
      service('group', GROUP, { administration: OTHER }),
      {},
      {},
      ['service-not-administration', 'service-not-administration', 'service-not-administration'],
    ],
    [
      '[P15] of a line too',
      service('line', '1', { administration: OTHER }),
      {},
      {},
      ['service-technical-only', 'service-not-administration', 'service-technical-only'],
    ],
    [
      'handles have no case',
      service('group', GROUP, { administration: ME.toUpperCase() }),
      {},
      {},
      ['yes', 'yes', 'yes'],
    ],
    [
      '[CP] a group named ovhtel-…',
      service('group', 'ovhtel-123-1'),
      {},
      {},
      ['service-ovhtel', 'service-ovhtel', 'service-ovhtel'],
    ],
    [
      '[CP] the name locks groups only',
      service('line', 'ovhtel-1'),
      {},
      {},
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      '[CP] a line of an xDSL pack',
      line,
      {},
      { inPack: true },
      ['service-technical-only', 'service-in-pack', 'service-technical-only'],
    ],
    ['[CP] a group is in no pack', group, {}, { inPack: true }, ['yes', 'yes', 'yes']],
    [
      '[CP] special numbers freeze administration and billing of the group',
      group,
      { specialNumbers: true },
      {},
      ['service-special-numbers', 'yes', 'service-special-numbers'],
    ],
    [
      '[CP] and not the technical contact of a line',
      line,
      { specialNumbers: true },
      {},
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      '[CP] an open request locks its service',
      group,
      {},
      { changes: [task(1)] },
      ['service-pending', 'service-pending', 'service-pending'],
    ],
    [
      '[CP] and no other',
      line,
      {},
      { changes: [task(1)] },
      ['service-technical-only', 'yes', 'service-technical-only'],
    ],
    [
      'a request that has ended locks nothing',
      group,
      {},
      { changes: [task(1, { state: 'refused' })] },
      ['yes', 'yes', 'yes'],
    ],
  ])('%s', (_rule, one, table, facts, expected) => {
    expect(why(one, table, facts)).toEqual(expected);
  });

  it('[CP] takes four states for open', () => {
    expect(CHANGE_STATES.filter(isPending)).toEqual([
      'todo',
      'checkValidity',
      'validatingByCustomers',
      'doing',
    ]);
  });

  it('[CP] lists trunks among the lines, aliases as numbers', () => {
    expect([group, line, service('trunk', '1'), service('alias', '2')].map(sectionOf)).toEqual([
      'group',
      'lines',
      'lines',
      'numbers',
    ]);
  });
});

describe('a handle', () => {
  it.each([
    ['ab12345-ovh', null],
    ['AB12345-OVH', null],
    ['', 'service-handle-invalid'],
    ['ab 12345-ovh', 'service-handle-invalid'],
    ['a'.repeat(101), 'service-handle-invalid'],
    ['somebody@example.org', 'service-handle-unusual'],
  ])('%j', (handle, code) => {
    expect(handleProblem(handle, 'technical')?.code ?? null).toBe(code);
  });
});
