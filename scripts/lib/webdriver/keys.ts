/** Code points by which WebDriver names keys that write nothing: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  F2: '\uE032',
  Meta: '\uE03D',
};

/** One step of a keyboard. */
export interface KeyAction {
  type: 'keyDown' | 'keyUp';
  value: string;
}

/** What a key is called by WebDriver: `ArrowLeft`, or the letter that it writes. */
export function keyValue(key: string): string {
  return KEYS[key] ?? key;
}

/** Steps of a key, or of several together: `Control+a`. */
export function pressActions(combination: string): KeyAction[] {
  // A plus at the end is the key itself.
  const keys = combination === '+' ? ['+'] : combination.split(/\+(?=.)/);
  const values = keys.map(keyValue);
  return [
    ...values.map((value): KeyAction => ({ type: 'keyDown', value })),
    ...values.toReversed().map((value): KeyAction => ({ type: 'keyUp', value })),
  ];
}
