export * from './ai.ts';
export * from './embed.ts';
export * from './health.ts';
export * from './ingest.ts';
export * from './keys.ts';
export * from './onboarding.ts';
export * from './problem.ts';
