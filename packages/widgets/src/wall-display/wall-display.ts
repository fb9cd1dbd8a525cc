import type { Machine } from '@nexus-mfg/sdk';
import { type CSSResultGroup, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LiveController } from '../controllers/live-controller.ts';
import { NexusController } from '../controllers/nexus-controller.ts';
import { machinesSource } from '../controllers/sources.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles } from '../internal/state-view.ts';
import { Alarms, worstMachine } from './alarms.ts';
import { DisplayHealth, type DisplayProblem } from './display-health.ts';
import { toggleFullScreen } from './full-screen.ts';
import { keepFocus } from './keep-focus.ts';
import { NightPlan } from './night-plan.ts';
import { OnceAFrame } from './once-a-frame.ts';
import { PersonWatch } from './person-watch.ts';
import { Rotation } from './rotation.ts';
import { viewsOf, type WallView } from './views.ts';
import { ScreenWakeLock } from './wake-lock.ts';
import { wallControlStyles } from './wall-controls.styles.ts';
import { wallStyles } from './wall-display.styles.ts';
import { keyAct } from './wall-keys.ts';
import { renderWall, type WallScene } from './wall-scene.ts';

/** The one timer of a display: everything that depends on the time is looked at once a second. */
const LOOK_MS = 1_000;

/**
 * @summary A display on a wall: rotates views, survives nights, and shows its own health.
 *
 * Its children are the views, each with `data-title` and, where it differs, `data-seconds`; without children it shows the
 * fleet, all machines, and the machine with the lowest health. A machine that turns critical comes to the front. People
 * near it stop the rotation by touching it, for as long as they do, and by a button for good.
 *
 * Keys, while the focus is on the display or with `page-keys`: arrows turn, space stops, F fills the screen, H shows the
 * display's health.
 *
 * All views stay alive while they are hidden: a turn costs nothing, and nothing grows over months.
 *
 * @slot - The views, one element each.
 * @csspart base - The wrapper.
 * @csspart head - Logo, title and clock.
 * @csspart stage - The place of the views.
 * @csspart alarm - What is told of a machine that needs somebody.
 * @csspart problems - What is wrong with the display itself.
 * @csspart details - All that the display knows of itself.
 * @csspart controls - The buttons.
 */
export class NexusWallDisplay extends NexusElement {
  static readonly baseName: string = 'wall-display';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, wallControlStyles, wallStyles];
  // By hand, so that the page's own elements need no `slot` attributes to be hidden and shown.
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    slotAssignment: 'manual',
  };
  static override properties: PropertyDeclarations = {
    interval: { type: Number },
    hold: { type: Number },
    paused: { type: Boolean, reflect: true },
    alarmRotations: { type: Number, attribute: 'alarm-rotations' },
    noAlarm: { type: Boolean, attribute: 'no-alarm' },
    staleAfter: { type: Number, attribute: 'stale-after' },
    dimFrom: { attribute: 'dim-from' },
    dimTo: { attribute: 'dim-to' },
    reloadAt: { attribute: 'reload-at' },
    noWakeLock: { type: Boolean, attribute: 'no-wake-lock' },
    pageKeys: { type: Boolean, attribute: 'page-keys' },
    label: {},
  };

  /** Time of each view without `data-seconds`, in s. Default 20. */
  declare interval: number;
  /** How long the rotation waits after the last touch, key or movement over it, in s. Default 30. */
  declare hold: number;
  /** Rotation stopped by a person or the page. */
  declare paused: boolean;
  /** For how many times `interval` an alarm stays in front, unless it is over before. Default 3. */
  declare alarmRotations: number;
  /** Leaves alarms to the views. */
  declare noAlarm: boolean;
  /** Without new data for longer than this the display says so, in s. Default 120. */
  declare staleAfter: number;
  /** Time of day from which the display is dimmed, for example `22:00`. */
  declare dimFrom: string;
  /** Time of day until which the display is dimmed, for example `05:30`. */
  declare dimTo: string;
  /**
   * Time of day at which the page loads anew, once a day, while it is connected and nobody is at it; also while it is
   * stopped. Empty: never.
   */
  declare reloadAt: string;
  /** Lets the screen switch itself off. */
  declare noWakeLock: boolean;
  /** The keys work wherever the focus is: for a page that is nothing but this display. */
  declare pageKeys: boolean;
  /** Name of the display for screen readers. */
  declare label: string;

  readonly #live = new LiveController<readonly Machine[]>(this, {
    source: machinesSource,
    onValue: () => this.#taking.ask(),
  });
  readonly #alarms = new Alarms();
  readonly #health = new DisplayHealth();
  readonly #person = new PersonWatch(this, () => this.requestUpdate());
  readonly #night = new NightPlan();
  readonly #wakeLock = new ScreenWakeLock(() => this.#look());
  readonly #rotation = new Rotation(() => this.#views().map(({ durationMs }) => durationMs), Date.now());
  #alarmTime: Rotation | undefined;
  #children: MutationObserver | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #problems: readonly DisplayProblem[] = [];
  #areDetailsOpen = false;
  /** The feed may speak at any rate; it is looked through once a frame. */
  readonly #taking = new OnceAFrame(() => this.#takeMachines());
  /** What is drawn of the machines, and of the time. */
  #taken = '';
  #drawn = '';
  #worstId = '';
  #stopConnection: (() => void) | undefined;

  constructor() {
    super();
    this.interval = 20;
    this.hold = 30;
    this.paused = false;
    this.alarmRotations = 3;
    this.noAlarm = false;
    this.staleAfter = 120;
    this.dimFrom = '';
    this.dimTo = '';
    this.reloadAt = '';
    this.noWakeLock = false;
    this.pageKeys = false;
    this.label = '';
    new NexusController(this, (nexus) => {
      this.#stopConnection?.();
      this.#health.forget();
      this.#health.takeConnection(nexus?.connection.value);
      this.#stopConnection = nexus?.connection.subscribe((connection) => {
        this.#health.takeConnection(connection);
        this.#look();
      });
    });
  }

  /** Shows the next view. */
  next(): void {
    this.#step(1);
  }

  /** Shows the view before. */
  previous(): void {
    this.#step(-1);
  }

  /** Fills the screen, or leaves it. Browsers allow it only while a person acts. */
  toggleFullScreen(): Promise<void> {
    return toggleFullScreen(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children ??= new MutationObserver(() => this.requestUpdate());
    this.#children.observe(this, { childList: true });
    this.#health.frames.start();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    addEventListener('keydown', this.#handleKey);
    document.addEventListener('visibilitychange', this.#look);
    document.addEventListener('fullscreenchange', this.#handleFullScreen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#taking.cancel();
    this.#children?.disconnect();
    this.#health.frames.stop();
    this.#wakeLock.look(false);
    removeEventListener('keydown', this.#handleKey);
    document.removeEventListener('visibilitychange', this.#look);
    document.removeEventListener('fullscreenchange', this.#handleFullScreen);
  }

  protected override render(): TemplateResult {
    return renderWall(this.#scene());
  }

  protected override updated(): void {
    const view = this.#views()[this.#rotation.index];
    const slot = this.renderRoot.querySelector('slot');
    const wanted = this.#isAlarmShown || view?.element === undefined ? [] : [view.element];
    if (slot !== null && slot.assignedNodes()[0] !== wanted[0]) slot.assign(...wanted);
  }

  readonly #handleFullScreen = (): void => this.requestUpdate();

  readonly #handleKey = (event: KeyboardEvent): void => {
    const act = keyAct(event, this, this.pageKeys);
    if (act === undefined) return;
    event.preventDefault();
    this.#person.touch();
    if (act === 'next') this.next();
    else if (act === 'previous') this.previous();
    else if (act === 'pause') this.#togglePause();
    else if (act === 'full') void this.toggleFullScreen();
    else this.#toggleDetails();
  };

  get #isAlarmShown(): boolean {
    return this.#alarmTime !== undefined;
  }

  #views(): readonly WallView[] {
    return viewsOf(this, Math.max(1, this.interval || 20) * 1_000);
  }

  #scene(): WallScene {
    return {
      words: this.words,
      tag: (name) => this.tag(name),
      label: this.label,
      brand: this.scope.provided?.brand,
      machineCount: this.#live.value?.length,
      worstId: this.#worstId,
      trouble: this.#live.trouble,
      views: this.#views(),
      index: this.#rotation.index,
      turns: this.#rotation.turns,
      alarms: this.noAlarm ? [] : this.#alarms.list,
      isAlarmShown: this.#isAlarmShown,
      isPaused: this.paused,
      isDimmed: this.#isDimmed,
      isIdle: !this.#person.isNear(5_000),
      isFull: document.fullscreenElement === this,
      health: this.#health,
      problems: this.#problems,
      areDetailsOpen: this.#areDetailsOpen,
      retry: () => this.#live.restart(),
      callAlarm: () => this.#showAlarm(),
      endAlarm: () => this.#endAlarm(),
      step: (by) => this.#step(by),
      show: (index) => this.#show(index),
      pause: () => this.#togglePause(),
      toggleFull: () => void this.toggleFullScreen(),
      toggleDetails: () => this.#toggleDetails(),
    };
  }

  get #isDimmed(): boolean {
    return !this.#isAlarmShown && !this.#person.isNear(this.#holdMs) && NightPlan.isDim(this);
  }

  get #holdMs(): number {
    return Math.max(0, this.hold) * 1_000;
  }

  #takeMachines(): void {
    const machines = this.#live.value;
    const now = Date.now();
    if (machines !== undefined) {
      this.#health.takeMachines(machines, now);
      const isNew = this.#alarms.take(machines, now);
      // A person who has stopped the display reads it: the call is then in the head only.
      if (isNew && !this.noAlarm && !this.paused) this.#showAlarm();
    }
    // Signed out, or another instance: what the former person saw is not told.
    else this.#alarms.forget();
    if (this.#alarms.list.length === 0) this.#endAlarm();
    const { machine } = this.#alarms.list[0] ?? {};
    const worst = machine ?? worstMachine(machines ?? []);
    const seen = [machines?.length, worst?.id, machine && JSON.stringify(machine), this.#alarms.list.length];
    if (seen.join() === this.#taken) return;
    this.#taken = seen.join();
    this.#worstId = worst?.id ?? '';
    this.requestUpdate();
  }

  #showAlarm(): void {
    keepFocus(this, this.renderRoot);
    this.#alarmTime = new Rotation(() => [Math.max(1, this.interval || 20) * 1_000], Date.now());
    this.requestUpdate();
  }

  #endAlarm(): void {
    if (this.#alarmTime === undefined) return;
    keepFocus(this, this.renderRoot);
    this.#alarmTime = undefined;
    this.#rotation.show(this.#rotation.index, Date.now());
    this.requestUpdate();
  }

  /** Looks at the time, at people, and at itself; draws when there is something new to see. */
  readonly #look = (): void => {
    const now = Date.now();
    const isHeld = this.paused || this.#person.isNear(this.#holdMs);
    if (this.#health.lookAtClocks(now)) this.requestUpdate();
    if (this.#alarmTime !== undefined) {
      this.#alarmTime.look(now, isHeld);
      if (this.#alarmTime.turns >= this.alarmRotations) this.#endAlarm();
    } else if (this.#rotation.look(now, isHeld)) keepFocus(this, this.renderRoot);
    this.#wakeLock.look(this.isConnected && !this.noWakeLock);
    this.#health.takeScreen(this.#wakeLock.state, now);
    this.#health.isReloadWaiting = this.#night.look(
      now,
      this.reloadAt,
      this.#health.connection,
      this.#person.isNear(this.#holdMs),
    );
    this.#problems = this.#health.problems(now, this.staleAfter * 1_000, !this.noWakeLock);
    const seen = [
      Math.floor(now / 60_000),
      this.#rotation.index,
      this.#rotation.turns,
      this.#isDimmed,
      this.#person.isNear(5_000),
      this.#areDetailsOpen && now,
      ...this.#problems,
    ].join();
    if (seen !== this.#drawn) this.requestUpdate();
    this.#drawn = seen;
  };

  #step(by: number): void {
    this.#endAlarm();
    this.#rotation.step(by, Date.now());
    keepFocus(this, this.renderRoot);
    this.requestUpdate();
  }

  #show(index: number): void {
    this.#endAlarm();
    this.#rotation.show(index, Date.now());
    keepFocus(this, this.renderRoot);
    this.requestUpdate();
  }

  #togglePause(): void {
    this.paused = !this.paused;
    this.#rotation.show(this.#rotation.index, Date.now());
  }

  #toggleDetails(): void {
    this.#areDetailsOpen = !this.#areDetailsOpen;
    this.requestUpdate();
  }
}
