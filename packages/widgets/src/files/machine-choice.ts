import type { View } from '../view/view.ts';

/** What the filter by machine hangs on. */
export interface MachineWish {
  /** The element's own property. */
  own: string;
  /** The machine that the neighbours look at; undefined without neighbours. */
  shared: View['value']['machineId'] | undefined;
}

/**
 * Whose files are shown: what a person chose in the element, until the page or the neighbours go to another machine;
 * else the element's property; else the neighbours' machine. A choice here is a filter of this list, so the neighbours
 * do not hear of it.
 */
export class MachineChoice {
  #chosen: string | undefined;
  #from = '';

  choose(machineId: string): void {
    this.#chosen = machineId;
  }

  /** Empty for all machines. */
  of({ own, shared }: MachineWish): string {
    const from = own || shared || '';
    if (from !== this.#from) this.#chosen = undefined;
    this.#from = from;
    return this.#chosen ?? from;
  }
}
