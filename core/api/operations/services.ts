/** Service contacts of OVHcloud telephony. */
import { z } from 'zod';
import type { ContactChange } from '../../directory/service-contact.ts';
import type { ServicesView } from '../../services/history.ts';
import type { ContactOrder } from '../../services/order.ts';
import { changeAnswer, changeId, contactWish } from '../services.ts';
import type { AnsweredChange, PlannedContacts, ServicesRead } from '../services.ts';
import { job, none, query } from '../operation.ts';

export const services = {
  /** What is remembered of the services; null where the connection is not one to OVHcloud. */
  'services.get': query<ServicesView | null>()(none),
  'services.read': job<ServicesRead>()(none),
  'services.plan': job<PlannedContacts>()(contactWish),
  /** `plan`: the one that was shown. One request at a time: repeating it goes on as soon as that is possible. */
  'services.request': job<ContactOrder>()(contactWish.extend({ plan: z.string().max(100) })),
  'services.answer': job<AnsweredChange>()(changeAnswer),
  'services.resend': job<{ change: ContactChange }>()(changeId),
};
