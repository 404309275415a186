/** Which calls the device knows, and who may make them. */
import type { IncomingMessage } from 'node:http';
import type { Role } from '../../../core/directory/subscriber.ts';
import { charsetOf, json, refusal } from './device.ts';
import type { Device, Page, Reply } from './device.ts';
import type { Gate } from './gate.ts';
import { save, stateOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { categories, phoneBook } from './ict.ts';
import { readUpload } from './imports.ts';
import { ldapGrid } from './ldap.ts';
import { contactsExport, contactsGrid, groupsGrid } from './manager.ts';
import { RIGHTS } from './older-gate.ts';
import { permissionsGrid, standardGroupsGrid } from './rights.ts';
import type { StoredSubscriber } from './rows.ts';
import { softCall } from './soft-call.ts';
import { tree } from './tree.ts';

interface Call {
  request: IncomingMessage;
  query: URLSearchParams;
  subscriber: StoredSubscriber;
  session: string;
  body: Buffer;
}

export interface Route {
  kind: 'read' | 'write';
  roles: readonly Role[];
  /** Understands the call; the function that it returns carries it out. */
  prepare(call: Call): Promise<() => Reply> | (() => Reply);
}

const EVERYBODY: readonly Role[] = ['administrator', 'sub-administrator', 'subscriber'];
const MANAGERS: readonly Role[] = ['administrator', 'sub-administrator'];

const read = (roles: readonly Role[], run: (call: Call) => Reply): Route => ({
  kind: 'read',
  roles,
  prepare: (call) => () => run(call),
});

/** `/<page>_state` and `/<page>_save`. */
function listRoutes(device: Device, page: Page, grid: Grid): [string, Route][] {
  const name = device.pageName(page);
  const prepare =
    ({ body }: Call) =>
    () =>
      save(device.store, grid, body, charsetOf(device));
  return [
    [`GET /${name}_state`, read(MANAGERS, () => stateOf(grid))],
    [`POST /${name}_save`, { kind: 'write', roles: MANAGERS, prepare }],
  ];
}

/** Keys are `METHOD /path`. */
export function routesOf(device: Device, gate: Gate): ReadonlyMap<string, Route> {
  const { pageName } = device;
  const upload = (file: 'csv' | 'vcard'): Route => ({
    kind: 'write',
    roles: MANAGERS,
    async prepare({ request, query, body }) {
      const received = await readUpload(device, file, query, body, request.headers['content-type'] ?? '');
      return () => received.store();
    },
  });
  const routes: [string, Route][] = [
    ['GET /app_address_categories', read(EVERYBODY, ({ subscriber }) => categories(device, subscriber))],
    [
      'GET /app_telefonbuch',
      read(EVERYBODY, ({ subscriber, query }) => phoneBook(device, subscriber, query.get('catId'))),
    ],
    [
      'GET /appclose',
      read(EVERYBODY, ({ session }) => {
        gate.leave(session);
        return json({ successful: true });
      }),
    ],
    ['GET /tree', read(MANAGERS, () => tree(device))],
    ...listRoutes(device, 'contacts', contactsGrid(device)),
    ...listRoutes(device, 'contactGroups', groupsGrid(device)),
    ...listRoutes(device, 'permissions', permissionsGrid(device)),
    ...listRoutes(device, 'standardGroups', standardGroupsGrid(device)),
    ...listRoutes(device, 'ldap', ldapGrid(device)),
    [`GET /${pageName('contacts')}_export`, read(MANAGERS, () => contactsExport(device))],
    [`GET /${pageName('contactsImport')}_export`, read(MANAGERS, () => contactsExport(device))],
    [`POST /${pageName('contactsImport')}_import`, upload('csv')],
    [`POST /${pageName('vcardImport')}_import`, upload('vcard')],
  ];
  const { softCall: softCallPage } = device.profile.pages;
  if (softCallPage !== undefined) {
    routes.push([
      `POST /${softCallPage.path}_save`,
      {
        kind: 'write',
        roles: ['subscriber'],
        prepare:
          ({ subscriber, body }) =>
          () =>
            softCall(device, subscriber, body),
      },
    ]);
  }
  if (device.generation === 'older') {
    const logOut = read(EVERYBODY, ({ session, subscriber, query }) => {
      if (query.get('loginRechte') !== String(RIGHTS[subscriber.role])) return refusal('other rights');
      gate.release(session);
      return json({ successful: true });
    });
    routes.push(['GET /unlogAdmin', logOut]);
  }
  return new Map(routes);
}
