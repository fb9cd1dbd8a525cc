import type { Connection, Machine, MachineStatus } from '@nexus-mfg/sdk';
import { ClockWatch } from './clock-watch.ts';
import { FrameWatch } from './frame-watch.ts';
import { readHeap } from './heap.ts';
import type { WakeLockState } from './wake-lock.ts';

/** So many late frames in a minute, and people see it. */
const SLOW_FROM = 30;
/** Browsers end a page that comes near its limit. */
const HEAP_FULL_SHARE = 0.85;

/** A browser that has not kept the screen on for so long refuses, and not only for a moment. */
const REFUSED_MS = 60_000;

/** States of a machine from which no readings are to be expected. */
const RESTING: ReadonlySet<MachineStatus> = new Set(['idle', 'maintenance', 'offline']);

/** What can be wrong with a display, the worst first; `atRest` is only said. */
export type DisplayProblem =
  | 'connectionLost'
  | 'noData'
  | 'atRest'
  | 'memoryFull'
  | 'slow'
  | 'reloadWaits'
  | 'screenMayGo';

/** What a display knows of itself. Times are epoch ms. */
export class DisplayHealth {
  readonly frames: FrameWatch = new FrameWatch();
  readonly #clock: ClockWatch = new ClockWatch();
  runningSince: number = Date.now();
  /** When something new was last heard; null before the first. */
  lastDataAt: number | null = null;
  connection: Connection | undefined;
  connectionsLost = 0;
  sleeps = 0;
  clockChanges = 0;
  isReloadWaiting = false;
  #machines: readonly Machine[] = [];
  #screen: WakeLockState = 'off';
  #screenSince = 0;

  /** Takes the machines as they are now: new data is another reading of any of them. */
  takeMachines(machines: readonly Machine[], now: number): void {
    const before = this.#machines;
    this.#machines = machines;
    const isNew = (machine: Machine, place: number): boolean =>
      machine.latest?.timestamp !== before[place]?.latest?.timestamp;
    if (machines.some(isNew)) this.lastDataAt = now;
  }

  get screen(): WakeLockState {
    return this.#screen;
  }

  takeScreen(state: WakeLockState, now: number): void {
    if (state === this.#screen && this.#screenSince !== 0) return;
    this.#screen = state;
    this.#screenSince = now;
  }

  takeConnection(connection: Connection | undefined): void {
    const wasUp = this.connection?.state === 'online';
    this.connection = connection;
    if (wasUp && connection !== undefined && connection.state !== 'online') this.connectionsLost += 1;
  }

  /** Another instance has data and a connection of its own. */
  forget(): void {
    this.connection = undefined;
    this.lastDataAt = null;
    this.#machines = [];
  }

  /** Whether every machine has said itself that it does not run: at night nobody has to come for that. */
  get #isPlantAtRest(): boolean {
    return this.#machines.every(({ status }) => RESTING.has(status));
  }

  /** Looks at the clocks. True when the device has slept, or its clock has been set. */
  lookAtClocks(now: number): boolean {
    const event = this.#clock.look(now, performance.now(), document.visibilityState === 'hidden');
    if (event === 'sleep') this.sleeps += 1;
    if (event === 'set') this.clockChanges += 1;
    return event !== undefined;
  }

  /** What is wrong now. */
  problems(now: number, staleAfterMs: number, isScreenWanted: boolean): readonly DisplayProblem[] {
    const state = this.connection?.state;
    const isLost = state === 'offline' || state === 'reconnecting';
    const heap = readHeap();
    // Without a connection there cannot be any: one reason is enough.
    const isSilent = !isLost && this.lastDataAt !== null && now - this.lastDataAt > staleAfterMs;
    const checks: readonly (readonly [DisplayProblem, boolean])[] = [
      ['connectionLost', isLost],
      ['noData', isSilent && !this.#isPlantAtRest],
      ['memoryFull', heap !== undefined && heap.used > heap.limit * HEAP_FULL_SHARE],
      ['slow', this.frames.recent >= SLOW_FROM],
      ['reloadWaits', this.isReloadWaiting],
      ['atRest', isSilent && this.#isPlantAtRest],
      ['screenMayGo', isScreenWanted && this.screen === 'off' && now - this.#screenSince > REFUSED_MS],
    ];
    return checks.filter(([, isSo]) => isSo).map(([problem]) => problem);
  }
}
