import { createNexus, isNexusError } from '@nexus-mfg/sdk';

const {
  NEXUS_URL: url = 'http://127.0.0.1:54321',
  NEXUS_KEY: publishableKey = '',
  NEXUS_EMAIL: email = 'gateway@alpenwerk.example',
  NEXUS_PASSWORD: password = 'nexus-demo-2026',
} = process.env;

try {
  const nexus = createNexus({ url, publishableKey });
  await nexus.session.signIn({ email, password });

  const machines = await nexus.machines.list();
  for (const { name, status, healthScore, freshness } of machines) {
    console.log(
      `${name.padEnd(24)} ${status.padEnd(12)} ${String(healthScore ?? '–').padStart(5)}  ${freshness}`,
    );
  }

  const machine = machines[0];
  if (machine) {
    const timestamp = new Date().toISOString();
    const heard = new Promise<void>((resolve) => {
      const stop = nexus.telemetry.subscribe({ machineId: machine.id }, (reading) => {
        console.log(`heard ${machine.name}: ${JSON.stringify(reading)}`);
        stop();
        resolve();
      });
    });
    const { accepted, refused } = await nexus.telemetry.record({
      machineId: machine.id,
      timestamp,
      vibration: 2.4,
    });
    console.log(`recorded for ${machine.name}: ${accepted} accepted, ${refused.length} refused`);
    if (accepted > 0) await heard;
  }
  await nexus.session.signOut();
  await nexus.close();
} catch (error) {
  if (!isNexusError(error)) throw error;
  console.error(`${error.message} ${error.hint ?? ''}`);
  process.exitCode = 1;
}
