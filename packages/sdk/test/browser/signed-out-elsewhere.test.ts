/// <reference types="mocha" />
import { createNexus } from '../../src/create-nexus.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { refuses, same } from '../support/same.ts';
import { until } from '../support/waiting-anywhere.ts';

describe('a sign-out in another tab', () => {
  it('puts everything away here as well: the person has left this device', async () => {
    const origin = `https://signed-out-elsewhere-${Date.now()}.example`;
    const [here, there] = [new RecordingServer('ann'), new RecordingServer('ann')].map((server) => {
      server.batchError = () => unreachable();
      return { server, nexus: createNexus({ data: Object.assign(server, { origin }) }) };
    }) as [Tab, Tab];
    await there.nexus.telemetry.record(readingsOf('m', 1));
    await here.nexus.telemetry.record(readingsOf('m', 2));
    // What a sign-out elsewhere looks like first: a session that has ended by itself, which ends no recording.
    here.server.session.set(null);
    await here.nexus.telemetry.record(readingsOf('m', 3));
    await there.nexus.session.signOut();
    await until(here.nexus.buffer.status, ({ putAway }) => putAway === 6);
    same(here.nexus.buffer.status.value.pendingReadings, 0);
    await refuses(here.nexus.telemetry.record(readingsOf('m', 4)), 'not_signed_in');
    await Promise.all([here.nexus.close(), there.nexus.close()]);
  });
});

interface Tab {
  server: RecordingServer;
  nexus: ReturnType<typeof createNexus>;
}
