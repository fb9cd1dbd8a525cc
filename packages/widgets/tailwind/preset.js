// Made from the tokens of deriveTheme() by test-node/support/write-tailwind.ts. Do not edit.

function color(name) {
  return `color-mix(in srgb, var(--nexus-color-${name}) calc(<alpha-value> * 100%), transparent)`;
}

/** Tokens of the nearest <nexus-provider> as a preset for Tailwind 3. */
export default {
  theme: {
    extend: {
      colors: {
        nexus: {
          canvas: color('canvas'),
          surface: color('surface'),
          'surface-sunken': color('surface-sunken'),
          'surface-raised': color('surface-raised'),
          border: color('border'),
          'border-strong': color('border-strong'),
          text: color('text'),
          'text-quiet': color('text-quiet'),
          ok: color('ok'),
          'ok-text': color('ok-text'),
          warning: color('warning'),
          'warning-text': color('warning-text'),
          'warning-surface': color('warning-surface'),
          critical: color('critical'),
          'critical-text': color('critical-text'),
          'critical-surface': color('critical-surface'),
          'on-critical': color('on-critical'),
          offline: color('offline'),
          brand: color('brand'),
          'brand-surface': color('brand-surface'),
          'brand-text': color('brand-text'),
          'on-brand': color('on-brand'),
          focus: color('focus'),
          'series-1': color('series-1'),
          'series-2': color('series-2'),
          'series-3': color('series-3'),
          'series-4': color('series-4'),
        },
      },
      borderRadius: { nexus: 'var(--nexus-radius)' },
      fontFamily: { nexus: 'var(--nexus-font-family)' },
    },
  },
};
