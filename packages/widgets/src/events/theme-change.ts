import type { Density, ThemeName } from '../provider/theme-sheet.ts';

/**
 * A person chose a theme or a density in `<nexus-user-menu>`. `preventDefault()` keeps the menu from setting them on the
 * provider: the page then does with the choice what it likes.
 */
export class NexusThemeChangeEvent extends Event {
  static readonly type = 'nexus-theme-change';
  readonly theme: ThemeName;
  readonly density: Density;

  constructor(theme: ThemeName, density: Density) {
    super(NexusThemeChangeEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.theme = theme;
    this.density = density;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'nexus-theme-change': NexusThemeChangeEvent;
  }
}
