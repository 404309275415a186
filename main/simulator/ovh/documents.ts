/** `/me/document`, and the object storage that the addresses of documents and exports lead to. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { missing, storageRefusal, type Reply } from './answer.ts';
import { randomKey } from './credentials.ts';
import { route, type Call } from './route.ts';
import { ids } from './rows.ts';
import { dateOf, dateOrNull, type World } from './world.ts';

const HOUR = 3_600_000;

const TAGS = z.array(z.object({ key: z.string(), value: z.string() }));

const DOCUMENT = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.string().transform((text) => TAGS.parse(JSON.parse(text))),
  created: z.number(),
  validated: z.number().nullable(),
  put: z.string(),
  get: z.string(),
  until: z.number(),
  bytes: z.instanceof(Buffer),
});
type StoredDocument = z.infer<typeof DOCUMENT>;

const WANTED = z.object({
  name: z.string().min(1).max(250),
  tags: TAGS.nullish(),
});

/** The customer's own; throws where there is none. */
export function documentOf({ world, customer }: Call, id: string): StoredDocument {
  const found = world.store.one(
    DOCUMENT,
    'SELECT * FROM document WHERE id = ? AND nic = ?',
    id,
    customer.nic,
  );
  if (found === null) throw missing('id', id);
  return found;
}

/** `nichandle.document.Document` */
const view = ({ origin }: World, document: StoredDocument): unknown => ({
  id: document.id,
  name: document.name,
  size: document.bytes.length,
  tags: document.tags,
  creationDate: dateOf(document.created),
  expirationDate: null,
  validationDate: dateOrNull(document.validated),
  getUrl: `${origin}/storage/${document.get}`,
  putUrl: `${origin}/storage/${document.put}`,
});

export const documentRoutes = [
  route('GET', '/me/document', ({ world, customer }) =>
    ids(world.store, 'SELECT id FROM document WHERE nic = ? ORDER BY rowid', customer.nic),
  ),
  route('POST', '/me/document', (call) => {
    const { name, tags } = call.body(WANTED);
    const id = randomUUID();
    const now = call.world.now();
    call.world.store.run(
      `INSERT INTO document (id, nic, name, tags, created, put, get, until, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      call.customer.nic,
      name,
      JSON.stringify(tags ?? []),
      now,
      randomKey(48),
      randomKey(48),
      now + HOUR,
      Buffer.alloc(0),
    );
    return view(call.world, documentOf(call, id));
  }),
  route('POST', '/me/document/cors', ({ body }) => {
    body(z.object({ origin: z.string() }));
  }),
  route('GET', '/me/document/{id}', (call) => view(call.world, documentOf(call, call.at('id')))),
  route('DELETE', '/me/document/{id}', (call) => {
    const { id } = documentOf(call, call.at('id'));
    call.world.store.run('DELETE FROM document WHERE id = ?', id);
  }),
];

const EXPORTED = z.object({ body: z.string() });

/** Addresses carry their own right: no keys, no signature. `path` is what follows `/storage/`. */
export function storage({ store, now }: World, method: string, path: string, body: Buffer): Reply {
  if (method === 'PUT') {
    const { changes } = store.run(
      'UPDATE document SET bytes = ?, validated = ? WHERE put = ? AND until > ?',
      body,
      now(),
      path,
      now(),
    );
    return changes === 0 ? storageRefusal() : { status: 201, type: 'text/plain', body: '' };
  }
  if (method !== 'GET') return { ...storageRefusal(), status: 405 };
  const document = store.one(DOCUMENT, 'SELECT * FROM document WHERE get = ? AND until > ?', path, now());
  if (document !== null) return { status: 200, type: 'application/octet-stream', body: document.bytes };
  const exported = store.one(EXPORTED, 'SELECT body FROM export WHERE token = ? AND until > ?', path, now());
  if (exported === null) return storageRefusal();
  return { status: 200, type: 'text/csv; charset=utf-8', body: exported.body };
}
