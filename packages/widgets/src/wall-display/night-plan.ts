import type { Connection } from '@nexus-mfg/sdk';
import { isBetween, nextAt } from './day-time.ts';
import { page } from './page.ts';

/** What a display does by the time of day. */
export class NightPlan {
  #wanted = '';
  #reloadAt: number | undefined;

  static isDim({ dimFrom, dimTo }: { dimFrom: string; dimTo: string }): boolean {
    return isBetween(Date.now(), dimFrom, dimTo);
  }

  /**
   * Loads the page anew when it is time. Not without a connection: the browser would show its own error page until
   * somebody comes with a ladder. Not under the hands of a person. True while it is due and waits.
   */
  look(now: number, wanted: string, connection: Connection | undefined, isSomebodyNear: boolean): boolean {
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      this.#reloadAt = nextAt(now, wanted);
    }
    if (this.#reloadAt === undefined) return false;
    // The clock has been set back by more than a day.
    if (this.#reloadAt - now > 2 * 86_400_000) this.#reloadAt = nextAt(now, wanted);
    if (this.#reloadAt === undefined || now < this.#reloadAt) return false;
    const isConnected = navigator.onLine && (connection === undefined || connection.state === 'online');
    if (!isConnected) return true;
    if (isSomebodyNear) return false;
    this.#reloadAt = nextAt(now, wanted);
    page.reload();
    return false;
  }
}
