/** Other contacts for one service: typed, planned, seen, then sent. */
import { Button, CloseButton, Group, Stack, TextInput } from '@mantine/core';
import type { ContactRole, Service } from '../../core/directory/service-contact.ts';
import { CONTACT_ROLES } from '../../core/directory/service-contact.ts';
import { problemText } from '../../core/problem/problem.ts';
import type { ServicesView } from '../../core/services/history.ts';
import { whyNotChange } from '../../core/services/rules.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { PlanView } from './plan.tsx';
import { planning, showRemembered, requesting, useServices, useTasks } from './state.ts';

export function EditPane({ view, service }: { view: ServicesView; service: Service }) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { editing, planned } = useServices();
  const { running } = useTasks();
  if (editing === null || view.table === null) return null;
  const { table, changes } = view;
  const wish = { service: editing.service, contacts: editing.contacts };
  const typed = (role: ContactRole, handle: string) =>
    useServices.setState({
      editing: { ...editing, contacts: { ...editing.contacts, [role]: handle } },
      planned: null,
    });
  const plan = async () => useServices.setState({ planned: await planning.run(host, wish) });
  const send = async (id: string) => {
    const order = await requesting.run(host, { ...wish, plan: id });
    if (order === null) return;
    if (order.changes.every(({ state }) => state !== 'rejected')) tell.done(say('sent'));
    useServices.setState({ editing: null, planned: null });
    await showRemembered(host);
  };
  const stands = planned?.plan.problems.some(({ severity }) => severity === 'error') ?? true;
  return (
    <aside className="service-edit" aria-label={say('edit.title', { name: service.name })}>
      <Group justify="space-between" wrap="nowrap">
        <h2>{say('edit.title', { name: service.name })}</h2>
        <CloseButton
          aria-label={say('close')}
          onClick={() => useServices.setState({ editing: null, planned: null })}
        />
      </Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void plan();
        }}
      >
        <Stack gap="sm">
          {CONTACT_ROLES.map((role) => {
            const why = whyNotChange(table, service, role, { changes, inPack: null });
            return (
              <TextInput
                key={role}
                label={term(`role.${role}`)}
                description={why === null ? term(`rights.${role}`) : problemText(why, language).message}
                value={editing.contacts[role]}
                disabled={why !== null}
                onChange={(event) => typed(role, event.currentTarget.value)}
              />
            );
          })}
          <Group justify="flex-end">
            <Button
              type="submit"
              variant={planned === null ? 'filled' : 'default'}
              disabled={running !== null}
            >
              {say('plan')}
            </Button>
            {planned !== null && (
              <Button
                disabled={running !== null || (stands && planned.running === null)}
                onClick={() => void send(planned.id)}
              >
                {say(planned.running === null ? 'send' : 'send.on')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      {planned !== null && <PlanView planned={planned} />}
    </aside>
  );
}
