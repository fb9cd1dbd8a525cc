import type { ConnectionState } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { first, mount, mountWith, plant, shadow, textOf, until } from './support/fixture.ts';

const WORDS: Record<ConnectionState, string> = {
  connecting: 'Connecting',
  online: 'Online',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
};

describe('<nexus-connection-status>', () => {
  for (const [state, word] of Object.entries(WORDS))
    it(`is accessible and says ${word} without an instance`, async () => {
      const host = mount(
        `<nexus-connection-status state="${state}" since="2026-01-05T10:00:00Z"></nexus-connection-status>`,
      );
      const element = first(host, 'nexus-connection-status');
      await element.updateComplete;
      expect(textOf(element)).to.match(new RegExp(`^${word}`));
      await expectAccessible(element);
    });

  it('says since when, only while something is wrong', async () => {
    const host = mount(
      '<nexus-connection-status state="offline" since="2026-01-05T10:00:00Z"></nexus-connection-status>',
    );
    const element = first(host, 'nexus-connection-status');
    await element.updateComplete;
    expect(textOf(element)).to.contain('since');
    element.state = 'online';
    await element.updateComplete;
    expect(textOf(element)).to.equal('Online');
  });

  it('takes the text colour of the page while all is well', async () => {
    const host = mount(
      '<div style="color: rgb(1, 2, 3)"><nexus-connection-status state="online"></nexus-connection-status></div>',
    );
    const element = first(host, 'nexus-connection-status');
    await element.updateComplete;
    const base = shadow(element).querySelector('.base');
    expect(base && getComputedStyle(base).color).to.equal('rgb(1, 2, 3)');
  });

  it('follows the connection of its instance', async () => {
    const { nexus, data } = plant();
    const host = mountWith(nexus, '<nexus-connection-status></nexus-connection-status>');
    const element = first(host, 'nexus-connection-status');
    for (const state of ['online', 'reconnecting', 'offline', 'online'] as const) {
      data.setConnectionState(state);
      await until(() => textOf(element).startsWith(WORDS[state]));
    }
  });
});
