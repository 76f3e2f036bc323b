import { gunzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { sendFile } from '../../../src-main/transports/send-file';

const SCRIPT = {
  headers: { 'content-type': 'text/javascript; charset=utf-8' },
  body: Buffer.from('let x = 1;\n'.repeat(500)),
};
const SOUND = { headers: { 'content-type': 'audio/mpeg' }, body: Buffer.alloc(5_000) };
const SMALL = { ...SCRIPT, body: Buffer.from('let x = 1;') };

async function ask(file: typeof SCRIPT, accepts?: string) {
  const app = fastify();
  app.get('/', (request, reply) => sendFile(request, reply, file));
  const headers = accepts === undefined ? {} : { 'accept-encoding': accepts };
  const answer = await app.inject({ url: '/', headers });
  await app.close();
  return answer;
}

test.each(['gzip', 'deflate, gzip, br', 'br;q=1.0, gzip;q=0.8, *;q=0.1'])(
  'a script goes out compressed to %s',
  async (accepts) => {
    const answer = await ask(SCRIPT, accepts);
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding', ...SCRIPT.headers });
    expect(answer.rawPayload.length).toBeLessThan(SCRIPT.body.length / 10);
    expect(gunzipSync(answer.rawPayload)).toEqual(SCRIPT.body);
  },
);

test.each([undefined, '', 'br', 'gzip;q=0', 'gzip; q=0.0, br', 'xgzip'])(
  'it goes out as it is to %j',
  async (accepts) => {
    const answer = await ask(SCRIPT, accepts);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['vary']).toBe('accept-encoding');
    expect(answer.rawPayload).toEqual(SCRIPT.body);
  },
);

test.each([
  ['a sound', SOUND],
  ['what fits in one packet', SMALL],
])('%s is not compressed', async (_what, file) => {
  const answer = await ask(file, 'gzip');
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.rawPayload).toEqual(file.body);
});
