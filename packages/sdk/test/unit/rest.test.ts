import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Rest } from '../../src/data/supabase/rest.ts';

const server = { url: 'https://plant.example', publishableKey: 'sb_publishable_x' };
const { signal } = new AbortController();

interface Sent {
  method: string | undefined;
  /** Behind the base URL, decoded. */
  path: string;
  body: unknown;
  headers: Headers;
}

/** A client whose server answers this to everything, and what was sent to it. */
function restOf(answer: Response | Error): { rest: Rest; sent: Sent[] } {
  const sent: Sent[] = [];
  const rest = new Rest(server, async (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    const parameters = [...searchParams].map((pair) => pair.join('='));
    sent.push({
      method: init?.method,
      path: [pathname, ...parameters].join(' '),
      body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
      headers: new Headers(init?.headers),
    });
    if (answer instanceof Error) throw answer;
    return answer.clone();
  });
  return { rest, sent };
}

describe('requests to the database', () => {
  it('call a function with what it takes, under the publishable key', async () => {
    const { rest, sent } = restOf(Response.json([{ id: 'a' }]));
    const { data, error, status } = await rest.rpc('list_tenants', signal, { search: 'ü&=', max_rows: 5 });
    assert.deepEqual([data, error, status], [[{ id: 'a' }], null, 200]);
    const [{ method, path, body, headers }] = sent as [Sent];
    assert.deepEqual([method, path], ['POST', '/rest/v1/rpc/list_tenants']);
    assert.deepEqual(body, { search: 'ü&=', max_rows: 5 });
    assert.equal(headers.get('apikey'), server.publishableKey);
    assert.equal(headers.get('authorization'), `Bearer ${server.publishableKey}`);
    assert.equal(headers.get('content-type'), 'application/json');
    await rest.rpc('fleet_overview', signal);
    assert.deepEqual(sent[1]?.body, {});
  });

  it('read rows with columns, filters, order and a limit', async () => {
    const { rest, sent } = restOf(Response.json([]));
    await rest
      .from('quality_images')
      .select('id', 'captured_at')
      .eq('machine_id', 'm 1')
      .isNull('result')
      .gte('captured_at', '2026-01-01T00:00:00+01:00')
      .lt('captured_at', '2026-02-01')
      .matches('name', 'a\\.b')
      .or('id.eq.1,id.eq.2')
      .order('captured_at.desc', 'id.asc')
      .limit(51)
      .all(signal);
    const [{ method, path, body, headers }] = sent as [Sent];
    assert.equal(
      path,
      '/rest/v1/quality_images select=id,captured_at machine_id=eq.m 1 result=is.null' +
        ' captured_at=gte.2026-01-01T00:00:00+01:00 captured_at=lt.2026-02-01 name=imatch.a\\.b' +
        ' or=(id.eq.1,id.eq.2) order=captured_at.desc,id.asc limit=51',
    );
    assert.deepEqual([method, body, headers.get('prefer')], ['GET', undefined, null]);
  });

  it('change rows, and are told them', async () => {
    const { rest, sent } = restOf(Response.json([{ id: 'm' }]));
    const insert = await rest.from('machines').insert({ id: 'm', name: 'Press' }).first(signal);
    await rest.from('machines').update({ name: 'Saw' }).eq('id', 'm').first(signal);
    await rest.from('machines').delete().eq('id', 'm').select('id').first(signal);
    assert.deepEqual(insert.data, { id: 'm' });
    assert.deepEqual(
      sent.map(({ method, path, body }) => [method, path, body]),
      [
        ['POST', '/rest/v1/machines', { id: 'm', name: 'Press' }],
        ['PATCH', '/rest/v1/machines id=eq.m', { name: 'Saw' }],
        ['DELETE', '/rest/v1/machines id=eq.m select=id', undefined],
      ],
    );
    for (const { headers } of sent) assert.equal(headers.get('prefer'), 'return=representation');
  });

  it('give null for a row that is not there, and for an answer without a body', async () => {
    const none = restOf(Response.json([]));
    assert.equal((await none.rest.from('machines').eq('id', 'x').first(signal)).data, null);
    const empty = restOf(new Response(null, { status: 204 }));
    const { data, error } = await empty.rest.rpc('remove_member', signal, { user_id: 'x' });
    assert.deepEqual([data, error], [null, null]);
  });

  it('hand on what PostgREST says of a failure', async () => {
    const told = { code: 'NX007', message: 'Full.', details: '{"limit":"machines"}', hint: 'Tidy up.' };
    const { rest } = restOf(Response.json(told, { status: 400 }));
    const { data, error, status } = await rest.rpc('plan_usage', signal);
    assert.deepEqual([data, error, status], [null, told, 400]);
  });

  for (const [what, body, status] of [
    ['a page in place of data', '<html>Hotel</html>', 200],
    ['a text of a proxy', 'Bad Gateway', 502],
    ['nothing from a proxy', '', 404],
    ['null from a proxy', 'null', 500],
  ] as const) {
    it(`take ${what} for a failure`, async () => {
      const { rest } = restOf(new Response(body, { status }));
      const answer = await rest.from('machines').eq('id', 'x').first(signal);
      assert.deepEqual(answer, { data: null, error: { message: body }, status });
    });
  }

  it('answer with what fetch rejected with', async () => {
    const failure = new TypeError('Failed to fetch');
    const { rest } = restOf(failure);
    assert.deepEqual(await rest.rpc('plan_usage', signal), { data: null, error: failure, status: 0 });
  });
});
