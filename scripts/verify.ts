// `npm run verify`: what a reviewer would run: every test, then what a release needs (build, sizes).
import { spawnSync } from 'node:child_process';

const STEPS: readonly (readonly string[])[] = [['run', 'build'], ['run', 'size'], ['test']];

for (const step of STEPS) {
  console.log(`\n▶ npm ${step.join(' ')}`);
  const { status } = spawnSync('npm', step, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
