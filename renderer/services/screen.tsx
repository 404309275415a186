/** Who administers, configures and pays which service of OVHcloud telephony. */
import { Button, EmptyState } from '@mantine/core';
import { IconRefresh, IconUserShield } from '@tabler/icons-react';
import { useEffect } from 'react';
import { CONTACT_ROLES } from '../../core/directory/service-contact.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import { useCommand } from '../commands/doing.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingScreen } from '../widgets/waiting.tsx';
import { EditPane } from './edit.tsx';
import { Keys, LOCKED } from './keys.tsx';
import { Orders, ServiceHistory } from './orders.tsx';
import '../changes/screen.css';
import './screen.css';
import { readAll, showRemembered, useServices, useTasks } from './state.ts';
import { ServiceTable } from './table.tsx';

export function ServicesScreen() {
  const say = useText(words);
  const term = useText(terms);
  const host = useHost();
  const tell = useTell();
  const { moment } = useFormats();
  const path = useSite((state) => state.site?.path);
  const { view, readable, editing } = useServices();
  const { running, problem } = useTasks();
  useEffect(() => {
    if (path !== undefined) void showRemembered(host).catch(tell.failed);
  }, [host, path, tell]);
  useCommand('read-services', running === null && view ? () => void readAll(host) : null);
  if (view === undefined) return <WaitingScreen title={say('title')} />;
  const table = view?.table ?? null;
  const edited = table?.services.find(({ name }) => name === editing?.service);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">
          {table !== null &&
            say('read.at', { account: table.billingAccount, at: moment(table.at), me: table.me })}
        </span>
        {table !== null && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} />}
            disabled={running !== null}
            onClick={() => void readAll(host)}
          >
            {say('read.again')}
          </Button>
        )}
      </header>
      <div className="changes-now" aria-live="polite">
        {running !== null && <TaskProgress task={running} />}
        {running === null && problem !== null && (
          <>
            <ProblemLine problem={problem} />
            {LOCKED.includes(problem.code) && <Keys onUnlocked={() => void readAll(host)} />}
          </>
        )}
        {running === null && !readable && table !== null && (
          <ProblemLine
            problem={{ code: 'service-not-readable', severity: 'warning', value: table.billingAccount }}
          />
        )}
      </div>
      {view === null || table === null ? (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconUserShield />}
          title={say('begin')}
          description={say('begin.more')}
        >
          <EmptyState.Actions>
            <Button
              leftSection={<IconRefresh size={15} />}
              disabled={running !== null || view === null}
              onClick={() => void readAll(host)}
            >
              {say('read')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <div className="services-panes" data-editing={edited !== undefined || undefined}>
          <div className="screen-body services-body" data-pane="services">
            <Orders view={view} />
            <ServiceTable view={view} />
            <ServiceHistory events={view.events} />
            <section>
              <h2>{say('rights')}</h2>
              <dl className="service-rights">
                {CONTACT_ROLES.map((role) => (
                  <div key={role}>
                    <dt>{term(`role.${role}`)}</dt>
                    <dd>{term(`rights.${role}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          </div>
          {edited !== undefined && <EditPane view={view} service={edited} />}
        </div>
      )}
    </div>
  );
}
