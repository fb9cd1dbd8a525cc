/**
 * The SDK, loaded after the page was put up, because libraries look for a page when they are loaded. What it loads later
 * is brought along: loading takes real time, which a test with a time of its own must not wait for.
 */
export async function loadSdk(): Promise<typeof import('../../src/create-nexus.ts')> {
  await Promise.all([
    import('../../src/data/supabase/host-callback.ts'),
    import('../../src/data/supabase/host-session.ts'),
    import('../../src/data/supabase/open-live.ts'),
    import('../../src/data/supabase/open-own-session.ts'),
    import('../../src/data/supabase/host-sign-ins.ts'),
    import('../../src/data/supabase/refresh-session.ts'),
    import('../../src/data/supabase/sign-ins.ts'),
    import('../../src/errors/map-error.ts'),
  ]);
  return import('../../src/create-nexus.ts');
}
