/** Tasks of telephony: made by imports and restarts, gone some time after they have finished. */
import { z } from 'zod';
import { missing } from './answer.ts';
import { importFile } from './imports.ts';
import { accountAt, serviceAt } from './rights.ts';
import { route, type Call, type Route } from './route.ts';
import { bookOf, customerOf, ids, KINDS, type Service } from './rows.ts';
import type { World } from './world.ts';

/** Milliseconds for which a finished task can be seen; the vendor publishes none. */
const SEEN = 5000;

const TASK = z.object({
  id: z.number(),
  account: z.string(),
  service: z.string(),
  action: z.enum(['phonebookImport', 'phoneReboot']),
  nic: z.string(),
  status: z.enum(['todo', 'doing', 'done', 'error']),
  message: z.string().nullable(),
  object: z.string().nullable(),
  due: z.number(),
  book: z.string().nullable(),
  filename: z.string().nullable(),
  bytes: z.instanceof(Buffer).nullable(),
});
export type Task = z.infer<typeof TASK>;

/** Newest first. */
export const tasksOf = ({ store }: World): Task[] => store.all(TASK, 'SELECT * FROM task ORDER BY id DESC');

interface ImportJob {
  book: string;
  filename: string;
  bytes: Buffer;
}

export function addTask(
  { world: { store, now, step }, customer }: Call,
  { name, account }: Service,
  action: Task['action'],
  job: ImportJob | null,
): Task {
  const { id } = store.run(
    `INSERT INTO task (account, service, action, nic, status, due, book, filename, bytes)
     VALUES (?, ?, ?, ?, 'todo', ?, ?, ?, ?)`,
    account,
    name,
    action,
    customer.nic,
    now() + step,
    job?.book ?? null,
    job?.filename ?? null,
    job?.bytes ?? null,
  );
  const task = store.one(TASK, 'SELECT * FROM task WHERE id = ?', id);
  if (task === null) throw missing('taskId', id);
  return task;
}

/** `telephony.Task` */
export const taskView = ({ id, action, account, service, status, message, object }: Task): unknown => ({
  taskId: id,
  action,
  serviceType: service === account ? 'billingAccount' : 'line',
  status,
  message,
  objectCreated: object,
});

/** What the task is for. Null: done; else why not. */
function carryOut(world: World, task: Task): string | null {
  if (task.action === 'phoneReboot') {
    world.store.run('UPDATE service SET rebooted = ? WHERE name = ?', world.now(), task.service);
    return null;
  }
  const book = bookOf(world.store, task.book ?? '');
  const customer = customerOf(world.store, task.nic);
  if (book === null || customer === null || task.filename === null || task.bytes === null)
    return 'The phonebook does not exist any more';
  return importFile(world, book, customer, { filename: task.filename, bytes: task.bytes });
}

/** Brings every task to where it is by now, each step in a transaction of its own. */
export function advanceTasks(world: World): void {
  const { store, now, step } = world;
  for (;;) {
    const advanced = store.transaction(() => {
      const task = store.one(TASK, 'SELECT * FROM task WHERE due <= ? ORDER BY due, id LIMIT 1', now());
      if (task === null) return false;
      if (task.status === 'todo')
        store.run("UPDATE task SET status = 'doing', due = ? WHERE id = ?", task.due + step, task.id);
      else if (task.status === 'doing') {
        const problem = carryOut(world, task);
        store.run(
          'UPDATE task SET status = ?, message = ?, object = ?, due = ?, bytes = NULL WHERE id = ?',
          problem === null ? 'done' : 'error',
          problem,
          task.book,
          now() + SEEN,
          task.id,
        );
      } else store.run('DELETE FROM task WHERE id = ?', task.id);
      return true;
    });
    if (!advanced) return;
  }
}

const like = (filter: string | null, value: string): boolean => filter === null || filter === value;

/** `whose`: the account, or a service of it. */
function list({ world: { store }, query }: Call, whose: 'account' | 'service', name: string): number[] {
  return store
    .all(TASK, `SELECT * FROM task WHERE ${whose} = ? ORDER BY id`, name)
    .filter(
      (task) =>
        like(query.get('action'), task.action) &&
        like(query.get('serviceType'), task.service === task.account ? 'billingAccount' : 'line') &&
        like(query.get('status'), task.status),
    )
    .map(({ id }) => id);
}

function one({ world: { store }, at }: Call, whose: 'account' | 'service', name: string): unknown {
  const id = at('taskId');
  const task = /^\d{1,15}$/.test(id)
    ? store.one(TASK, `SELECT * FROM task WHERE id = ? AND ${whose} = ?`, Number(id), name)
    : null;
  if (task === null) throw missing('taskId', id);
  return taskView(task);
}

const OF_ACCOUNT = '/telephony/{billingAccount}/task';
const OF_SERVICE = '/telephony/{billingAccount}/service/{serviceName}/task';
const services = KINDS.filter((kind) => kind !== 'group');

export const taskRoutes: readonly Route[] = [
  route('GET', OF_ACCOUNT, (call) => list(call, 'account', accountAt(call).name)),
  route('GET', `${OF_ACCOUNT}/{taskId}`, (call) => one(call, 'account', accountAt(call).name)),
  route('GET', OF_SERVICE, (call) => list(call, 'service', serviceAt(call, services).name)),
  route('GET', `${OF_SERVICE}/{taskId}`, (call) => one(call, 'service', serviceAt(call, services).name)),
  route('GET', '/telephony/{billingAccount}/service', (call) =>
    ids(
      call.world.store,
      "SELECT name AS id FROM service WHERE account = ? AND kind <> 'group' ORDER BY rowid",
      accountAt(call).name,
    ),
  ),
];
