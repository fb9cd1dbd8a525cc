import { expect } from 'chai';
import { css } from 'lit';
import { LateCode } from '../src/internal/late-code.ts';
import { first, mount, shadow, until } from './support/fixture.ts';

const styles = css`
  .late {
    color: red;
  }
`;

describe('Code that comes late', () => {
  const { setTimeout: real } = globalThis;
  let waiting: (() => void)[] = [];

  beforeEach(() => {
    waiting = [];
    globalThis.setTimeout = ((task: () => void, ms?: number) =>
      ms === 15_000 ? waiting.push(task) : real(task, ms)) as typeof setTimeout;
  });
  afterEach(() => {
    globalThis.setTimeout = real;
  });

  const host = () =>
    first(mount('<nexus-health-gauge value="1"></nexus-health-gauge>'), 'nexus-health-gauge');

  it('is fetched once, at the first asking, with its styles', async () => {
    const element = host();
    await element.updateComplete;
    let asked = 0;
    const late = new LateCode(element, async () => {
      asked += 1;
      return { styles };
    });
    expect(asked).to.equal(0);
    expect(late.code).to.equal(undefined);
    expect(late.code).to.equal(undefined);
    await until(() => late.code);
    expect(asked).to.equal(1);
    expect(shadow(element).adoptedStyleSheets.filter((sheet) => sheet === styles.styleSheet)).to.have.length(
      1,
    );
  });

  it('is fetched again by itself after a download that failed', async () => {
    const element = host();
    await element.updateComplete;
    let asked = 0;
    const late = new LateCode(element, async () => {
      asked += 1;
      if (asked === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return { styles };
    });
    expect(late.code).to.equal(undefined);
    await until(() => waiting.length === 1);
    // Drawing anew meanwhile does not hammer the server.
    expect([late.code, asked]).to.deep.equal([undefined, 1]);
    waiting[0]?.();
    expect(element.isUpdatePending).to.equal(true);
    await until(() => late.code);
    expect(asked).to.equal(2);
  });

  it('does not keep an element busy that has left the page', async () => {
    const element = host();
    await element.updateComplete;
    const late = new LateCode(element, async (): Promise<{ styles: typeof styles }> => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    expect(late.code).to.equal(undefined);
    await until(() => waiting.length === 1);
    element.remove();
    await element.updateComplete;
    waiting[0]?.();
    expect(element.isUpdatePending).to.equal(false);
  });
});
