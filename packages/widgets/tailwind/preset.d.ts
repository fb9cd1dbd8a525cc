/** Tokens of the nearest `<nexus-provider>` as a preset for Tailwind 3. */
declare const preset: {
  theme: {
    extend: {
      colors: { nexus: Record<string, string> };
      borderRadius: { nexus: string };
      fontFamily: { nexus: string };
    };
  };
};
export default preset;
