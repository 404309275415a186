/** Service contacts of OVHcloud telephony. */
import { contract } from '../../../core/api/contract.ts';
import { answerChange, resendCodes } from '../../jobs/services/answer.ts';
import type { ServicesAt } from '../../jobs/services/read.ts';
import { readServices } from '../../jobs/services/read.ts';
import { planServices, requestServices } from '../../jobs/services/request.ts';
import type { JobContext } from '../../jobs/job.ts';
import { servicesAt } from '../../pbx/connect.ts';
import { connectionOf, targetOf } from '../connected.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'services.get'
  | 'services.read'
  | 'services.plan'
  | 'services.request'
  | 'services.answer'
  | 'services.resend';

/** Errors: `no-connection`, `password-needed`, `services-unsupported`. */
async function at<T>(desk: Desk, context: JobContext, work: (at: ServicesAt) => Promise<T>): Promise<T> {
  const target = await targetOf(desk);
  context.progress({ phase: 'connect', done: 0, total: null });
  const line = await servicesAt(target);
  try {
    const billingAccount = target.ovh?.billingAccount ?? '';
    return await work({ memory: desk.site.services, line, billingAccount });
  } finally {
    await line.close();
  }
}

export const serviceAnswers: Answers<Names> = {
  'services.get': answer(contract['services.get'], (_input, desk) => {
    const ovh = connectionOf(desk)?.ovh ?? null;
    return ovh && desk.site.services.view(ovh.billingAccount);
  }),
  'services.read': answer(contract['services.read'], (_input, desk, context) =>
    at(desk, context, (services) => readServices(services, context)),
  ),
  'services.plan': answer(contract['services.plan'], (wish, desk, context) =>
    at(desk, context, (services) => planServices(services, wish, context)),
  ),
  'services.request': answer(contract['services.request'], ({ plan, ...wish }, desk, context) =>
    at(desk, context, (services) => requestServices(services, wish, plan, context)),
  ),
  'services.answer': answer(contract['services.answer'], (given, desk, context) =>
    at(desk, context, (services) => answerChange(services, given, context)),
  ),
  'services.resend': answer(contract['services.resend'], ({ change }, desk, context) =>
    at(desk, context, async (services) => ({ change: await resendCodes(services, change, context) })),
  ),
};
