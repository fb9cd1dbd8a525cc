import type { Cache } from '../cache/cache.ts';
import { invalid } from '../errors/invalid.ts';
import { NexusError } from '../errors/nexus-error.ts';
import type { AiResource } from './ai-resource.ts';

/** What a key consists of: anything else was copied with something around it. */
const KEY = /^[A-Za-z0-9_-]{20,200}$/;

/** The engine's calls, and what is done in the browser before them. */
export function createAiResource({ data }: Cache): AiResource {
  const { ai } = data;
  return {
    run: (request, options) => ai.run(request, options),
    keyStatus: (options) => ai.keyStatus(options),
    sealingKey: (options) => ai.sealingKey(options),
    setKey: (key, options) => ai.setKey(key, options),
    clearKey: (options) => ai.clearKey(options),
    keepPrompts: (isAllowed, options) => ai.keepPrompts(isAllowed, options),
    requests: (params, options) => ai.requests(params, options),

    enterKey: async (given, options) => {
      const key = typeof given === 'string' ? given.trim() : '';
      if (!KEY.test(key)) {
        // Never with the key in it, however wrong it is.
        throw invalid(
          'Could not enter the AI key: it is no key.',
          'Copy the key alone, with nothing around it.',
        );
      }
      const [sealingKey, { tenant }] = await Promise.all([ai.sealingKey(options), data.membership(options)]);
      if (sealingKey === null) {
        throw new NexusError(
          'ai_not_configured',
          'Could not enter the AI key: the platform has no sealing key.',
          {
            hint: 'Ask the operator to announce one (docs/guides/key-rotation.md).',
          },
        );
      }
      const { sealAiKey } = await import('../ai/hpke-seal.ts');
      return ai.setKey(await sealAiKey(key, tenant.id, sealingKey), options);
    },
  };
}
