import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const SRC = new URL('../src/', import.meta.url);

describe('the elements on a server', () => {
  it('are there as classes, without a document', async () => {
    const widgets: Record<string, unknown> = await import('@nexus-mfg/widgets');
    assert.equal(typeof document, 'undefined');
    const classes = Object.entries(widgets).filter(([name]) =>
      /^Nexus(?!Element$).*[^t]$|^NexusTelemetryChart$/.test(name),
    );
    assert.ok(classes.length >= 14, classes.map(([name]) => name).join());
    for (const [name, element] of classes)
      if (!name.endsWith('Event'))
        assert.equal(typeof (element as { baseName?: unknown }).baseName, 'string', name);
  });

  it('can be asked for by every module', async () => {
    const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
      // Those register elements, look through the page, or carry the types of what does.
      (path) => path.endsWith('.ts') && !/^(define|react|cdn)[/\\]/.test(path) && !path.endsWith('.d.ts'),
    );
    assert.ok(modules.length > 100, `${modules.length} modules`);
    for (const path of modules) await import(new URL(path, SRC).href);
  });

  it('are not registered where nothing can be registered, and nobody minds', async () => {
    const { createView, addLanguage, setDefaultNexus } = await import('@nexus-mfg/widgets');
    createView({ machineId: 'a' });
    addLanguage('pt', {});
    setDefaultNexus(undefined);
  });
});
