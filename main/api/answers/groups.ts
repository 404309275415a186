/** Contact groups, subscribers and their rights. */
import { contract } from '../../../core/api/contract.ts';
import { mayDo } from '../../../core/directory/access.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import type { Site } from '../../site/site.ts';
import { groupsByName, groupsNamed } from '../allow.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'groups.create'
  | 'groups.edit'
  | 'groups.delete'
  | 'subscribers.list'
  | 'subscribers.save'
  | 'subscribers.delete'
  | 'access.set'
  | 'access.of';

const HAND = { kind: 'hand' } as const;

function groupName(site: Site, id: number): string {
  const group = site.groups().find((each) => each.id === id);
  if (group === undefined) throw new SwitchbookError('group-missing', { value: String(id) });
  return group.name;
}

function subscriberOf(site: Site, extension: string): Subscriber {
  const subscriber = site.subscribers().find((each) => each.extension === extension);
  if (subscriber === undefined) throw new SwitchbookError('subscriber-missing', { value: extension });
  return subscriber;
}

export const groupAnswers: Answers<Names> = {
  'groups.create': answer(contract['groups.create'], ({ name, kind }, { site }) => {
    if (site.groups().some((group) => group.name === name)) {
      throw new SwitchbookError('group-exists', { value: name });
    }
    return { id: site.change('create-group', name, HAND, (change) => change.ensureGroup(name, kind)) };
  }),
  'groups.edit': answer(contract['groups.edit'], ({ id, name, standardForNew }, { site }) => {
    const changes = {
      ...(name === undefined ? {} : { name }),
      ...(standardForNew === undefined ? {} : { standardForNew }),
    };
    site.change('rename-group', name ?? groupName(site, id), HAND, (change) => change.editGroup(id, changes));
    return {};
  }),
  'groups.delete': answer(contract['groups.delete'], ({ id }, { site }) => {
    site.change('delete-group', groupName(site, id), HAND, (change) => change.deleteGroup(id));
    return {};
  }),
  'subscribers.list': answer(contract['subscribers.list'], (_input, { site }) => ({
    subscribers: site.subscribers(),
  })),
  'subscribers.save': answer(contract['subscribers.save'], (subscriber, { site }) => {
    site.change('change-access', subscriber.extension, HAND, (change) => change.saveSubscriber(subscriber));
    return {};
  }),
  'subscribers.delete': answer(contract['subscribers.delete'], ({ extension }, { site }) => {
    subscriberOf(site, extension);
    site.change('change-access', extension, HAND, (change) => change.deleteSubscriber(extension));
    return {};
  }),
  'access.set': answer(contract['access.set'], ({ extension, group, grant, standard }, { site }) => {
    subscriberOf(site, extension);
    site.change('change-access', extension, HAND, (change) =>
      change.setGrant(extension, group, grant, standard),
    );
    return {};
  }),
  'access.of': answer(contract['access.of'], ({ extension }, { site }) => {
    const subscriber = subscriberOf(site, extension);
    const groups = site.facets().groups.map(({ name, contacts }) => ({
      name,
      grant: subscriber.grants[name] ?? 'none',
      standard: subscriber.standardGroups.includes(name),
      contacts,
    }));
    const known = groupsByName(site);
    const counts = { readable: 0, writable: 0, deletable: 0 };
    for (const contact of site.eachContact()) {
      const target = { groups: groupsNamed(known, contact.groups) };
      if (mayDo(subscriber, 'view', target).allowed) counts.readable++;
      if (mayDo(subscriber, 'edit', target).allowed) counts.writable++;
      if (mayDo(subscriber, 'delete', target).allowed) counts.deletable++;
    }
    return { subscriber, groups, ...counts };
  }),
};
