/** Contact groups, subscribers and their rights. */
import { contract } from '../../../core/api/contract.ts';
import { mayDo } from '../../../core/directory/access.ts';
import type { ContactGroup } from '../../../core/directory/group.ts';
import { accessWarnings, type Membership } from '../../../core/directory/hidden.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import type { Site } from '../../site/site.ts';
import { allow, allowOn } from '../allow.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'groups.create'
  | 'groups.edit'
  | 'groups.direction'
  | 'groups.standard'
  | 'groups.loss'
  | 'groups.delete'
  | 'subscribers.list'
  | 'subscribers.save'
  | 'subscribers.delete'
  | 'access.of';

const HAND = { kind: 'hand' } as const;

function groupOf(site: Site, id: number): ContactGroup {
  const group = site.groups().find((each) => each.id === id);
  if (group === undefined) throw new SwitchbookError('group-missing', { value: String(id) });
  return group;
}

function subscriberOf(site: Site, extension: string): Subscriber {
  const subscriber = site.subscribers().find((each) => each.extension === extension);
  if (subscriber === undefined) throw new SwitchbookError('subscriber-missing', { value: extension });
  return subscriber;
}

export const groupAnswers: Answers<Names> = {
  'groups.create': answer(contract['groups.create'], ({ name, kind }, desk) => {
    const { site } = desk;
    allowOn(desk, 'change-groups', [{ name, kind }]);
    const wanted = name.normalize('NFC').trim();
    // A device has one phone book version 1, whatever it is called.
    const held = desk.file
      .groups()
      .find((group) => group.name === wanted || (kind === 'version-1' && group.kind === kind));
    if (held !== undefined) throw new SwitchbookError('group-exists', { value: held.name });
    return { id: site.change('create-group', name, HAND, (change) => change.ensureGroup(name, kind)) };
  }),
  'groups.edit': answer(contract['groups.edit'], ({ id, name }, desk) => {
    allowOn(desk, 'change-groups', [groupOf(desk.site, id)]);
    desk.site.change('rename-group', name, HAND, (change) => change.editGroup(id, { name }));
    return {};
  }),
  'groups.direction': answer(contract['groups.direction'], ({ id, direction }, desk) => {
    const group = groupOf(desk.site, id);
    // Google leads its own groups; nobody else can.
    allowOn(desk, 'change-groups', [group]);
    desk.site.change('rename-group', group.name, HAND, (change) => change.editGroup(id, { direction }));
    return {};
  }),
  'groups.standard': answer(contract['groups.standard'], ({ id, standard }, desk) => {
    const { site, session } = desk;
    const { name, kind } = groupOf(site, id);
    allow(desk, 'set-standard-group', [name]);
    const { extension, role } = session;
    if (role === 'subscriber' && extension !== null) {
      site.change('change-access', extension, HAND, (change) =>
        change.setGrant(extension, name, 'write', standard),
      );
    } else {
      allowOn(desk, 'change-groups', [{ name, kind }]);
      site.change('rename-group', name, HAND, (change) => change.editGroup(id, { standardForNew: standard }));
    }
    return {};
  }),
  'groups.loss': answer(contract['groups.loss'], ({ id }, desk) => {
    const { site, file } = desk;
    const { name } = groupOf(site, id);
    const inside = file.memberships().filter(({ groups }) => groups.includes(name));
    const count = (sets: readonly Membership[]): number =>
      sets.reduce((sum, { contacts }) => sum + contacts, 0);
    const subscribers = file.subscribers();
    const groups = file.groups();
    const rest = groups.filter((group) => group.name !== name);
    return {
      contacts: count(inside),
      losing: count(inside.filter((set) => set.groups.length === 1)),
      warnings: accessWarnings({ subscribers, groups }, { subscribers, groups: rest }, inside),
    };
  }),
  'groups.delete': answer(contract['groups.delete'], ({ id }, desk) => {
    const { site } = desk;
    const group = groupOf(site, id);
    allowOn(desk, 'change-groups', [group]);
    site.change('delete-group', group.name, HAND, (change) => change.deleteGroup(id));
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
  'access.of': answer(contract['access.of'], ({ extension }, { site }) => {
    const subscriber = subscriberOf(site, extension);
    const groups = site.facets().groups.map(({ name, contacts }) => ({
      name,
      grant: subscriber.grants[name] ?? 'none',
      standard: subscriber.standardGroups.includes(name),
      contacts,
    }));
    const known = new Map(site.groups().map((group) => [group.name, group]));
    const counts = { readable: 0, writable: 0, deletable: 0 };
    for (const { groups: names, contacts } of site.memberships()) {
      const target = { groups: names.flatMap((name) => known.get(name) ?? []) };
      if (mayDo(subscriber, 'view', target).allowed) counts.readable += contacts;
      if (mayDo(subscriber, 'edit', target).allowed) counts.writable += contacts;
      if (mayDo(subscriber, 'delete', target).allowed) counts.deletable += contacts;
    }
    return { subscriber, groups, ...counts };
  }),
};
