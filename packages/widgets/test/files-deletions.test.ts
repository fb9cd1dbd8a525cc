import { expect } from 'chai';
import { Deletions } from '../src/files/deletions.ts';
import { until } from './support/fixture.ts';

describe('Deletions', () => {
  let removed: string[];
  let failures: unknown[];
  let refuse: unknown;
  let deletions: Deletions;
  const { setTimeout: realSetTimeout } = globalThis;
  let timers: { run: () => void; ms: number | undefined }[];

  beforeEach(() => {
    removed = [];
    failures = [];
    refuse = undefined;
    timers = [];
    globalThis.setTimeout = ((run: () => void, ms?: number) => {
      timers.push({ run, ms });
      return timers.length;
    }) as typeof setTimeout;
    deletions = new Deletions({
      remove: async (id) => {
        if (refuse !== undefined) throw refuse;
        removed.push(id);
      },
      onChange: () => {},
      onFailed: (error) => failures.push(error),
    });
  });
  afterEach(() => {
    globalThis.setTimeout = realSetTimeout;
  });

  const idOf = (): number => deletions.pending[0]?.id ?? 0;

  it('hides files at once and asks nothing of the server before the time is over', async () => {
    deletions.add(['a', 'b'], 'A');
    expect([deletions.hides('a'), deletions.hides('b'), deletions.hides('c')]).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(timers.map(({ ms }) => ms)).to.deep.equal([10_000]);
    expect(removed).to.have.length(0);
    timers[0]?.run();
    await until(() => removed.length === 2);
    expect(deletions.pending).to.have.length(0);
  });

  it('brings files back', () => {
    deletions.add(['a'], 'A');
    deletions.undo(idOf());
    expect(deletions.hides('a')).to.equal(false);
    deletions.flush();
    expect(removed).to.have.length(0);
  });

  it('stops the time while somebody points at the offer', () => {
    deletions.add(['a'], 'A');
    deletions.hold(idOf());
    deletions.release(idOf());
    deletions.release(idOf());
    expect(timers).to.have.length(2);
    expect(timers[1]?.ms).to.be.at.most(10_000);
  });

  it('sends everything when the page goes', async () => {
    deletions.add(['a'], 'A');
    deletions.add(['b'], 'B');
    deletions.flush();
    expect(removed).to.deep.equal(['a', 'b']);
  });

  it('shows a file again that the server did not delete', async () => {
    deletions.add(['a'], 'A');
    refuse = { code: 'permission_denied' };
    deletions.commit(idOf());
    expect(deletions.hides('a')).to.equal(true);
    await until(() => failures.length === 1);
    expect(deletions.hides('a')).to.equal(false);
  });
});
