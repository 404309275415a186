/** What is known of the services and what is being done about them: kept while other screens are shown. */
import { create } from 'zustand';
import type { PlannedContacts } from '../../core/api/services.ts';
import type { ServiceContacts } from '../../core/directory/service-contact.ts';
import type { ServicesView } from '../../core/services/history.ts';
import type { Host } from '../host/host.ts';
import { onOtherSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';
import { tasksOf } from '../state/tasks.ts';

interface Services {
  /** Undefined until it is known, null where the connection is not one to OVHcloud. */
  view: ServicesView | null | undefined;
  /** Whether the login could read the services the last time. */
  readable: boolean;
  /** The service whose contacts are being changed, and those that are typed. */
  editing: { service: string; contacts: ServiceContacts } | null;
  planned: PlannedContacts | null;
}

const nothing: Services = { view: undefined, readable: true, editing: null, planned: null };

export const useServices = create<Services>()(() => nothing);

const reading = taskOf('services.read');
export const planning = taskOf('services.plan');
export const requesting = taskOf('services.request');
export const answering = taskOf('services.answer');
export const resending = taskOf('services.resend');
export const unlocking = taskOf('connection.password');
const work = tasksOf(reading, planning, requesting, answering, resending, unlocking);
export const useTasks = work.use;

/** What is remembered, without asking the vendor. */
export async function showRemembered(host: Host): Promise<void> {
  useServices.setState({ view: await host.call('services.get', {}) });
}

export async function readAll(host: Host): Promise<void> {
  const read = await reading.run(host, {});
  if (read === null) return;
  const { readable, ...view } = read;
  useServices.setState({ view, readable });
}

onOtherSite(() => {
  work.clear();
  useServices.setState(nothing, true);
});
