/** What a key asks of the window. */
export type WindowAct = 'zoomIn' | 'zoomOut' | 'earlier' | 'later' | 'back' | 'reset';

const KEYS: Readonly<Record<string, WindowAct>> = {
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  _: 'zoomOut',
  '0': 'reset',
  Backspace: 'back',
};

const SHIFT_KEYS: Readonly<Record<string, WindowAct>> = { ArrowLeft: 'earlier', ArrowRight: 'later' };

/** Undefined when the key is another's. */
export function windowActByKey({ key, shiftKey }: KeyboardEvent): WindowAct | undefined {
  return (shiftKey ? SHIFT_KEYS[key] : undefined) ?? KEYS[key];
}
