import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedirects } from '../../src/auth/redirects.ts';

const SITE = 'https://nexus.example/app';

test('links lead to the site, to loopback, and to what the patterns name; everything else is the site', () => {
  const { choose } = createRedirects(SITE, [
    'https://*.kunde.example/**',
    'nexus://open',
    'https://a.example/x?',
  ]);
  const allowed = [
    'https://nexus.example/other?x=1#y',
    'http://127.0.0.1:3000/x',
    'http://[::1]:3000/',
    'https://portal.kunde.example/a/b?c=d',
    'nexus://open',
    'https://a.example/x1',
  ];
  for (const wish of allowed) assert.equal(choose(wish), wish);
  const refused = [
    '',
    'nonsense',
    'https://nexus.example.evil.example/',
    'https://nexus.example@evil.example/',
    'https://nexus.example:8443/',
    'http://nexus.example/',
    'https://evil.example/https://portal.kunde.example/',
    'https://a.b.kunde.example/',
    'https://evil.example/#https://portal.kunde.example/',
    'https://10.0.0.1/',
    'https://2130706433.example.5/',
    'http://localhost:3000/',
    'javascript:alert(1)',
    'ftp://127.0.0.1/',
    'https://a.example/x12',
  ];
  for (const wish of refused) assert.equal(choose(wish), SITE, wish);
  assert.equal(choose(null, undefined, 'https://evil.example', 'http://127.0.0.1/'), 'http://127.0.0.1/');
});
