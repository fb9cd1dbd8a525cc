import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answer, type RequestParts, Requests } from '../../src/data/supabase/requests.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { rejectsWith } from '../support/waiting.ts';

const DOING = 'change machine 4711';
const EXPIRED: Answer = { data: null, error: { code: 'PGRST303', message: 'JWT expired' }, status: 401 };
const DONE: Answer = { data: 'done', error: null, status: 200 };

function tokenOf(userId: string, count: number = 1): string {
  return `${btoa('{}')}.${btoa(JSON.stringify({ sub: userId, count }))}.x`;
}

/** Requests by whoever is signed in, and the tokens that were sent. */
function requests(parts: Partial<RequestParts>): { requests: Requests; sent: string[] } {
  const sent: string[] = [];
  const all: RequestParts = {
    requireOpen: () => {},
    token: async () => tokenOf('ada'),
    renew: async () => true,
    authorize: (_signal, token) => sent.push(token),
    notes: () => ({}),
    ...parts,
  };
  return { requests: new Requests(all), sent };
}

describe('a request whose token is refused', () => {
  it('is sent again, once, with the new one', async () => {
    let count = 0;
    const { requests: as, sent } = requests({ token: async () => tokenOf('ada', ++count) });
    const answers = [EXPIRED, DONE];
    const answer = as.call(DOING, {}, async () => answers.shift() ?? EXPIRED, String);
    assert.equal(await answer, 'done');
    assert.deepEqual(sent, [tokenOf('ada', 1), tokenOf('ada', 2)]);
    await rejectsWith(
      as.call(DOING, {}, async () => EXPIRED, String),
      'session_expired',
    );
    assert.equal(sent.length, 4);
  });

  it('is not sent again as somebody else who signed in meanwhile', async () => {
    let who = 'ada';
    const { requests: as, sent } = requests({
      token: async () => tokenOf(who),
      renew: async () => {
        who = 'bob';
        return true;
      },
    });
    await rejectsWith(
      as.call(DOING, {}, async () => EXPIRED, String),
      'session_changed',
    );
    assert.deepEqual(sent, [tokenOf('ada')]);
  });

  it('can be given up while the new one is on its way', async () => {
    const caller = new AbortController();
    const { requests: as } = requests({
      renew: () => {
        queueMicrotask(() => caller.abort());
        return new Promise(() => {});
      },
    });
    await rejectsWith(
      as.call(DOING, { signal: caller.signal }, async () => EXPIRED, String),
      'aborted',
    );
  });

  it('is not sent again after the instance was closed', async () => {
    let isClosed = false;
    const { requests: as, sent } = requests({
      requireOpen: () => {
        if (isClosed) throw new NexusError('aborted', 'Could not do it: closed.');
      },
      renew: async () => {
        isClosed = true;
        return true;
      },
    });
    await rejectsWith(
      as.call(DOING, {}, async () => EXPIRED, String),
      'aborted',
    );
    assert.equal(sent.length, 1);
  });
});
