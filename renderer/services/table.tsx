/** The vendor's table: group, lines and numbers, each with its three contacts. */
import { Badge, Button } from '@mantine/core';
import { Fragment } from 'react';
import type { Service } from '../../core/directory/service-contact.ts';
import { CONTACT_ROLES, SECTIONS, sectionOf } from '../../core/directory/service-contact.ts';
import { problemLine } from '../../core/problem/problem.ts';
import type { ServicesView } from '../../core/services/history.ts';
import { pendingOf, whyNotChange } from '../../core/services/rules.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';
import { useRovingRows } from '../widgets/roving.ts';
import { planning, requesting, useServices } from './state.ts';

function Row({ view, service }: { view: ServicesView; service: Service }) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const chosen = useServices((state) => state.editing?.service === service.name);
  const { table, changes } = view;
  if (table === null) return null;
  const pending = pendingOf(service, changes);
  // Of packs nothing is known before a plan is made: it says so then.
  const refusals = CONTACT_ROLES.map((role) => whyNotChange(table, service, role, { changes, inPack: null }));
  const why = refusals.includes(null) ? null : (refusals[1] ?? null);
  const edit = () => {
    planning.clear();
    requesting.clear();
    useServices.setState({
      editing: { service: service.name, contacts: service.contacts },
      planned: null,
    });
  };
  return (
    <tr data-chosen={chosen || undefined}>
      <th scope="row">
        {service.name}
        <span className="quiet service-kind">{term(`kind.${service.kind}`)}</span>
      </th>
      {CONTACT_ROLES.map((role) => (
        <td key={role} data-mine={service.contacts[role] === table.me || undefined}>
          {service.contacts[role] || '–'}
        </td>
      ))}
      <td className="service-action">
        {pending !== undefined && (
          <Badge size="sm" variant="light" tt="none">
            {say('pending', { id: pending.id })}
          </Badge>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={why !== null}
          title={why === null ? undefined : problemLine(why, language)}
          aria-label={say('change.of', { name: service.name })}
          onClick={edit}
        >
          {say('change')}
        </Button>
      </td>
    </tr>
  );
}

export function ServiceTable({ view }: { view: ServicesView }) {
  const say = useText(words);
  const term = useText(terms);
  const stops = useRovingRows('tbody tr');
  const services = view.table?.services ?? [];
  return (
    <table className="services" aria-label={say('table')} {...stops}>
      <thead>
        <tr>
          <th scope="col">{say('service')}</th>
          {CONTACT_ROLES.map((role) => (
            <th scope="col" key={role} title={term(`rights.${role}`)}>
              {term(`role.${role}`)}
            </th>
          ))}
          <th scope="col" aria-label={say('change')} />
        </tr>
      </thead>
      {SECTIONS.map((section) => {
        const of = services.filter((service) => sectionOf(service) === section);
        return (
          <Fragment key={section}>
            {of.length > 0 && (
              <tbody>
                <tr className="services-section">
                  <th scope="rowgroup" colSpan={CONTACT_ROLES.length + 2}>
                    {term(`section.${section}`)} <span className="quiet">{of.length}</span>
                  </th>
                </tr>
                {of.map((service) => (
                  <Row key={service.name} view={view} service={service} />
                ))}
              </tbody>
            )}
          </Fragment>
        );
      })}
    </table>
  );
}
