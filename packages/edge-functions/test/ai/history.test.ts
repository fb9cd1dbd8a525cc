import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toContents } from '../../src/ai/history.ts';
import type { AiMessage } from '../../src/contract/index.ts';

const said = (role: AiMessage['role'], text: string): AiMessage => ({ role, text });

describe('the history of a conversation', () => {
  it('is handed on in order, without the refs of earlier answers', () => {
    const contents = toContents({
      task: 'ask',
      messages: [said('user', 'one'), said('assistant', 'It is hot [r1][r2].'), said('user', 'why [r1]?')],
    });
    assert.deepEqual(contents, [
      { role: 'user', parts: [{ text: 'one' }] },
      { role: 'model', parts: [{ text: 'It is hot.' }] },
      { role: 'user', parts: [{ text: 'why [r1]?' }] },
    ]);
  });

  it('loses the oldest turns where it is too long, and begins with the person', () => {
    const messages = Array.from({ length: 21 }, (_, at) =>
      said(at % 2 === 0 ? 'user' : 'assistant', `${at} ${'x'.repeat(7_990)}`),
    );
    const contents = toContents({ task: 'ask', messages });
    assert.equal(contents[0]?.role, 'user');
    assert.equal(contents.length, 5);
    assert.match(contents.at(-1)?.parts?.[0]?.text ?? '', /^20 /);
  });

  it('tells what the person looks at as data, with the last message', () => {
    const contents = toContents({
      task: 'ask',
      messages: [said('user', 'why?')],
      view: { machineId: 'a1000000-0000-4000-8000-000000020001' },
    });
    assert.equal(contents[0]?.parts?.length, 2);
    assert.match(contents[0]?.parts?.[0]?.text ?? '', /\(data\): \{"machineId":/);
  });
});
