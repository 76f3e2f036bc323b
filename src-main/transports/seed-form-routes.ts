import { randomUUID } from 'node:crypto';
import fastifyFormbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Refusal } from '../../src-shared/contract/operation';
import { checkSeedPost } from './request-checks';
import type { App, Routing } from './routing';
import { connectionOf } from './session-cookie';

const LARGEST_BODY = 16 * 1024;

/** Signs in and leads to the dashboard, or back with what was wrong in the address. */
export function addSignInForm(app: App, { office, own, limits }: Omit<Routing, 'assets'>): void {
  addForm(app, own, (forms) => {
    forms.post('/login', { onRequest: forms.rateLimit({ max: limits.attempts }) }, async (request, reply) => {
      const { username, password } = fieldsOf(request);
      const result = await office.dispatch('session.signIn', { username, password }, connectionOf(request, reply));
      return reply.redirect(result.ok ? '/dashboard' : backTo('/login', result), 303);
    });
  });
}

/** Sells and leads to the pass, or back with what was wrong in the address. */
export function addSaleForm(app: App, { office, own }: Routing): void {
  addForm(app, own, (forms) => {
    forms.post('/generate', async (request, reply) => {
      const fields = fieldsOf(request);
      const sale = {
        saleId: fields['sale_id'] ?? randomUUID(),
        passType: fields['pass_type'],
        name1: fields['name1'],
        phone1: fields['phone1'],
        name2: fields['name2'],
        phone2: fields['phone2'],
        paymentMode: fields['payment_mode'],
        txnInfo: fields['txn_info'],
      };
      const result = await office.dispatch('passes.sell', sale, connectionOf(request, reply));
      if (result.ok) return reply.redirect(`/preview/${encodeURIComponent(passIdOf(result.value))}`, 303);
      return reply.redirect(result.code === 'not-signed-in' ? '/login' : backTo('/generate', result), 303);
    });
  });
}

function addForm(app: App, own: Routing['own'], addRoute: (forms: FastifyInstance) => void): void {
  void app.register(async (forms) => {
    forms.removeAllContentTypeParsers();
    await forms.register(fastifyFormbody, { bodyLimit: LARGEST_BODY });
    forms.addHook('onRequest', (request, reply, done) => {
      const turnedAway = checkSeedPost(request.raw, own(), 'application/x-www-form-urlencoded');
      if (!turnedAway) done();
      else void reply.code(turnedAway.status).send({ ok: false, code: turnedAway.code });
    });
    addRoute(forms);
  });
}

/** A field that was left empty counts as not sent; one that came twice as wrong. */
function fieldsOf(request: FastifyRequest): Record<string, unknown> {
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/** Codes only, and only ours: what was typed stays out of addresses. */
function backTo(page: string, refusal: Refusal): string {
  const problem = new URLSearchParams({ error: refusal.code });
  const [field, what] = Object.entries(refusal.fields ?? {})[0] ?? [];
  if (field !== undefined && what !== undefined) {
    problem.set('field', field);
    problem.set('problem', what);
  }
  if (refusal.passId !== undefined) problem.set('pass', refusal.passId);
  if (refusal.retryAfterSeconds !== undefined) problem.set('wait', String(refusal.retryAfterSeconds));
  return `${page}?${problem}`;
}

function passIdOf(pass: unknown): string {
  if (typeof pass === 'object' && pass !== null && 'passId' in pass) return String(pass.passId);
  throw new Error('a sold pass has no id');
}
