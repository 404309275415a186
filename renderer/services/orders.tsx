/** Changes on their way, with what to do next, and requests that wait for a code. */
import { Badge, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ContactChange } from '../../core/directory/service-contact.ts';
import { problemLine } from '../../core/problem/problem.ts';
import type { ServicesView } from '../../core/services/history.ts';
import type { ContactOrder } from '../../core/services/order.ts';
import { endedBadly, nextRequest } from '../../core/services/order.ts';
import { nextStep } from '../../core/services/words.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { answering, showRemembered, requesting, resending, useTasks } from './state.ts';

function Order({ order }: { order: ContactOrder }) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const host = useHost();
  const { moment } = useFormats();
  const { running } = useTasks();
  const next = nextRequest(order);
  const goOn = async () => {
    const contacts = Object.fromEntries(order.changes.map(({ role, to }) => [role, to]));
    // It is on its way: no plan is needed to go on with it.
    const after = await requesting.run(host, { service: order.service, contacts, plan: '' });
    if (after !== null) await showRemembered(host);
  };
  return (
    <li className="order">
      <div className="order-head">
        <strong>{order.service}</strong> <span className="quiet">{moment(order.at)}</span>
        <span className="grow" />
        {next !== null && (
          <Button size="compact-sm" disabled={running !== null} onClick={() => void goOn()}>
            {say('send.on')}
          </Button>
        )}
      </div>
      {order.changes.map((change) => (
        <div className="order-change" key={change.role}>
          <span className="order-what">
            {term('plan.change', { role: term(`role.${change.role}`), from: change.from, to: change.to })}
          </span>
          <Badge
            size="sm"
            variant="light"
            tt="none"
            color={endedBadly(change) ? 'red' : change.state === 'done' ? 'teal' : 'petrol'}
          >
            {term(`state.${change.state}`)}
          </Badge>
          <span className="quiet grow">
            {change.problem === null ? term(nextStep(change)) : problemLine(change.problem, language)}
          </span>
        </div>
      ))}
    </li>
  );
}

function Waiting({ change }: { change: ContactChange }) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { list } = useFormats();
  const { running } = useTasks();
  const [token, setToken] = useState('');
  const { id, service, from, to, state } = change;
  const roles = list(change.roles.map((role) => term(`role.${role}`)));
  const answer = async (how: 'accept' | 'refuse') => {
    const answered = await answering.run(host, { change: id, answer: how, token });
    if (answered === null) return;
    setToken('');
    for (const problem of answered.notes) tell.done(problemLine(problem, language));
    await showRemembered(host);
  };
  const resend = async () => {
    if ((await resending.run(host, { change: id })) !== null) tell.done(term('resent', { id }));
  };
  const busy = running !== null;
  return (
    <li className="order">
      <div>
        {term('request.line', {
          id,
          service: service ?? '–',
          roles,
          from,
          to,
          state: term(`state.${state}`),
        })}
      </div>
      <Group gap="xs" mt={6} align="flex-end">
        <TextInput
          className="grow"
          size="xs"
          placeholder={say('token')}
          aria-label={say('token.of', { id })}
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button size="xs" disabled={busy || token.trim() === ''} onClick={() => void answer('accept')}>
          {say('accept')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={busy || token.trim() === ''}
          onClick={() => void answer('refuse')}
        >
          {say('refuse')}
        </Button>
        <Button size="xs" variant="subtle" disabled={busy} onClick={() => void resend()}>
          {say('resend')}
        </Button>
      </Group>
    </li>
  );
}

/** Nothing where nothing was asked for. */
export function Orders({ view }: { view: ServicesView }) {
  const say = useText(words);
  const waiting = view.changes.filter(({ state }) => state === 'validatingByCustomers');
  return (
    <>
      {waiting.length > 0 && (
        <section>
          <h2>{say('requests')}</h2>
          <ul className="orders">
            {waiting.map((change) => (
              <Waiting key={change.id} change={change} />
            ))}
          </ul>
        </section>
      )}
      {view.orders.length > 0 && (
        <section>
          <h2>{say('orders')}</h2>
          <ul className="orders">
            {view.orders.map((order) => (
              <Order key={order.id} order={order} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

export function ServiceHistory({ events }: Pick<ServicesView, 'events'>) {
  const say = useText(words);
  const term = useText(terms);
  const { moment } = useFormats();
  if (events.length === 0) return null;
  return (
    <details className="services-history">
      <summary>{say('history')}</summary>
      <ul>
        {events.map(({ at, kind, person, service, roles, from, to, task, state }, index) => (
          <li key={index}>
            <time dateTime={at}>{moment(at)}</time> {task !== null && term('request', { id: task })} {service}
            : {roles.map((role) => term(`role.${role}`)).join(' + ')}, {from} → {to}:{' '}
            {term(`event.${kind}`, { person, state: state === null ? '' : term(`state.${state}`) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
