/** Who is responsible for which service of OVHcloud telephony, and changing that. */
import type { Command } from 'commander';
import type { PlannedContacts } from '../../../../core/api/services.ts';
import type { ContactChange, ContactRole, Service } from '../../../../core/directory/service-contact.ts';
import { CONTACT_ROLES, SECTIONS, sectionOf } from '../../../../core/directory/service-contact.ts';
import { speaker } from '../../../../core/language/text.ts';
import type { ContactOrder } from '../../../../core/services/order.ts';
import { endedBadly } from '../../../../core/services/order.ts';
import { nextStep, ruleParams } from '../../../../core/services/words.ts';
import terms from '../../../../resources/translations/service-terms.json' with { type: 'json' };
import type { Act } from '../program.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { idArgument } from './choice.ts';
import { siteOption, type SiteOptions } from './options.ts';
import { unlock } from './sending.ts';

interface WishWords extends SiteOptions {
  service?: string;
  administration?: string;
  technical?: string;
  billing?: string;
}

const wishOptions = (command: Command): Command =>
  siteOption(command)
    .option('--service <name>', 'the group, line, trunk or number; the group when absent')
    .option('--administration <handle>', 'the new administration contact, of a group')
    .option('--technical <handle>', 'the new technical contact')
    .option('--billing <handle>', 'the new billing contact, of a group');

const sayOf = ({ language }: Terminal) => speaker(terms, language);

function rolesOf(terminal: Terminal, roles: readonly ContactRole[]): string {
  const say = sayOf(terminal);
  return roles.map((role) => say(`role.${role}`)).join(' + ');
}

const shownHandle = (handle: string): string => (handle === '' ? '–' : handle);

function tableLines(terminal: Terminal, services: readonly Service[]): string[] {
  const say = sayOf(terminal);
  const row = (cells: readonly string[]) =>
    cells
      .map((cell) => cell.padEnd(20))
      .join(' ')
      .trimEnd();
  return SECTIONS.flatMap((section) => {
    const of = services.filter((service) => sectionOf(service) === section);
    const lines = of.map(({ name, contacts }) =>
      row([name, ...CONTACT_ROLES.map((role) => shownHandle(contacts[role]))]),
    );
    return of.length === 0
      ? []
      : [row([say(`section.${section}`), ...CONTACT_ROLES.map((role) => say(`role.${role}`))]), ...lines];
  });
}

function planLines(terminal: Terminal, { plan, running }: PlannedContacts): string[] {
  const say = sayOf(terminal);
  const several = plan.steps.length > 1;
  return [
    ...(running === null ? [] : [say('plan.running')]),
    ...plan.steps.flatMap((step, index) => [
      say('plan.step', {
        step: index + 1,
        roles: rolesOf(
          terminal,
          step.map(({ role }) => role),
        ),
      }),
      ...step.map(({ role, from, to }) => `  ${say('plan.change', { role: say(`role.${role}`), from, to })}`),
    ]),
    ...(several ? [say('plan.last')] : []),
    say('plan.reached', { count: plan.reached.length }),
    ...(plan.kind === 'group' ? [say('plan.spreads')] : []),
    ...plan.reached.map(
      ({ kind, name, changes }) =>
        `  ${say(`kind.${kind}`)} ${name}${changes.length === 0 ? `: ${say('plan.already')}` : ''}`,
    ),
    ...plan.prerequisites.map(
      (one) => `${say(`standing.${one.standing}`)}: ${say(`rule.${one.rule}`, ruleParams(one))}`,
    ),
    ...plan.problems.map((problem) => {
      const { message, remedy } = terminal.said(problem);
      return `${message} ${remedy}`;
    }),
  ];
}

function orderLines(terminal: Terminal, { service, changes }: ContactOrder): string[] {
  const say = sayOf(terminal);
  return [
    service,
    ...changes.map((change) => {
      const { role, from, to, state, problem, task } = change;
      const why = problem === null ? say(nextStep(change)) : terminal.said(problem).message;
      const number = task === null ? '' : ` (${say('request', { id: task })})`;
      return `  ${say('plan.change', { role: say(`role.${role}`), from, to })}: ${say(`state.${state}`)}${number}. ${why}`;
    }),
  ];
}

const changeLine = (terminal: Terminal, { id, service, roles, from, to, state }: ContactChange): string => {
  const say = sayOf(terminal);
  const words = { roles: rolesOf(terminal, roles), state: say(`state.${state}`) };
  return say('request.line', { id, service: service ?? '–', from, to, ...words });
};

/** What it refuses is refused with exit code 1; a request that was not taken is among the rejected. */
const exitOf = ({ changes }: ContactOrder): ExitCode =>
  changes.some(endedBadly) ? EXIT.rejected : EXIT.done;

async function wishOf(terminal: Terminal, { service, administration, technical, billing }: WishWords) {
  const group = (await terminal.call('services.get', {}))?.billingAccount ?? '';
  return { service: service ?? group, contacts: { administration, technical, billing } };
}

export function serviceContactCommands(program: Command, act: Act): void {
  const services = program
    .command('service-contacts')
    .description('who administers, configures and pays the services of OVHcloud telephony');

  const reading = (
    name: string,
    description: string,
    lines: (terminal: Terminal) => Promise<ExitCode>,
  ): void => {
    siteOption(services.command(name, { isDefault: name === 'list' }).description(description)).action(
      (options: SiteOptions) =>
        act(options, async (terminal) => {
          await unlock(terminal);
          return lines(terminal);
        }),
    );
  };

  reading('list', 'group, lines and numbers, each with its three contacts', async (terminal) => {
    const { table, readable, changes } = await terminal.call('services.read', {});
    const say = sayOf(terminal);
    const rights = Object.fromEntries(CONTACT_ROLES.map((role) => [role, say(`rights.${role}`)]));
    terminal.result({ ...table, readable, changes, rights }, () => [
      ...tableLines(terminal, table?.services ?? []),
      ...CONTACT_ROLES.map((role) => `${say(`role.${role}`)}: ${rights[role]}`),
    ]);
    return EXIT.done;
  });

  reading('status', 'what was asked for, and what has become of it', async (terminal) => {
    const { orders, changes, events, readable } = await terminal.call('services.read', {});
    terminal.result({ orders, changes, events, readable }, () => [
      ...orders.flatMap((order) => orderLines(terminal, order)),
      ...changes.map((change) => changeLine(terminal, change)),
    ]);
    return EXIT.done;
  });

  wishOptions(services.command('plan').description('what a change would come to; asks for nothing')).action(
    (words: WishWords) =>
      act(words, async (terminal) => {
        await unlock(terminal);
        const planned = await terminal.call('services.plan', await wishOf(terminal, words));
        const problems = planned.plan.problems.map((problem) => terminal.said(problem));
        terminal.result({ ...planned, plan: { ...planned.plan, problems } }, () =>
          planLines(terminal, planned),
        );
        return problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done;
      }),
  );

  wishOptions(
    services
      .command('request')
      .description('ask for a change, or go on with one: repeat it until everything is carried out'),
  ).action((words: WishWords) =>
    act(words, async (terminal) => {
      await unlock(terminal);
      const wish = await wishOf(terminal, words);
      const planned = await terminal.call('services.plan', wish);
      if (!terminal.json) for (const line of planLines(terminal, planned)) terminal.note(line);
      const order = await terminal.call('services.request', { ...wish, plan: planned.id });
      terminal.result({ order, reached: planned.plan.reached }, () => orderLines(terminal, order));
      return exitOf(order);
    }),
  );

  for (const answer of ['accept', 'refuse'] as const) {
    siteOption(services.command(answer).description(`${answer} a request with the code from the mail`))
      .addArgument(idArgument('<request>', 'its number'))
      .requiredOption('--token <code>', 'the code from the mail')
      .action((change: number, { token, ...options }: SiteOptions & { token: string }) =>
        act(options, async (terminal) => {
          await unlock(terminal);
          const answered = await terminal.call('services.answer', { change, answer, token });
          const notes = answered.notes.map((problem) => terminal.said(problem));
          terminal.result({ ...answered, notes }, () => [
            changeLine(terminal, answered.change),
            ...notes.map(({ message, remedy }) => `${message} ${remedy}`),
          ]);
          return EXIT.done;
        }),
      );
  }

  siteOption(services.command('resend').description('have new codes mailed to both sides of a request'))
    .addArgument(idArgument('<request>', 'its number'))
    .action((change: number, options: SiteOptions) =>
      act(options, async (terminal) => {
        await unlock(terminal);
        const resent = await terminal.call('services.resend', { change });
        terminal.result(resent, () => [sayOf(terminal)('resent', { id: change })]);
        return EXIT.done;
      }),
    );
}
