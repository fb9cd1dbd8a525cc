import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlToText } from '../../src/auth/mail/html-to-text.ts';
import { parseTemplate } from '../../src/auth/mail/template.ts';

const render = (source: string, variables: object, format?: 'plain'): string =>
  parseTemplate(source, 'test', format).render(variables as Record<string, unknown>);

test('values, nested values and missing ones', () => {
  assert.equal(
    render('a {{ .X }} {{.Data.y}} {{ .Data.z.q }}{{ .Nope }}.', { X: 1, Data: { y: 'b' } }),
    'a 1 b .',
  );
  assert.equal(render('{{ .constructor }}{{ .Data.__proto__ }}', { Data: {} }), '', 'only what was given');
});

test('conditions, one inside the other, with space taken away', () => {
  const source = 'x {{- if .A }} a{{ if .B }}b{{ else }}c{{ end }} {{ else }}d{{- end }} y';
  assert.equal(render(source, { A: true, B: 'x' }), 'x ab  y');
  assert.equal(render(source, { A: 1, B: '' }), 'x ac  y');
  assert.equal(render(source, { A: {}, B: 1 }), 'xd y');
  assert.equal(render('a{{/* nothing */}}b', {}), 'ab');
});

test('what a template may not do is an error with its name', () => {
  for (const source of [
    '{{ range .X }}{{ end }}',
    '{{ .X | html }}',
    '{{ if .X }}',
    '{{ end }}',
    '{{ if eq .X 1 }}{{ end }}',
  ]) {
    assert.throws(() => render(source, {}), /^TemplateError: test: /, source);
  }
});

test('values stay in their place: text, attribute, address, style, subject', () => {
  const bad = `"><script>'&`;
  assert.equal(render('<p>{{ .X }}</p>', { X: bad }), '<p>&#34;&gt;&lt;script&gt;&#39;&amp;</p>');
  assert.equal(
    render('<p title="a {{ .X }}">', { X: bad }),
    '<p title="a &#34;&gt;&lt;script&gt;&#39;&amp;">',
  );
  assert.equal(
    render('<a href="{{ .X }}">', { X: 'https://a/?b=1&c="' }),
    '<a href="https://a/?b=1&amp;c=&#34;">',
  );
  for (const X of ['javascript:alert(1)', ' javascript:1', 'data:text/html,x', '//evil.example']) {
    assert.equal(render('<a href="{{ .X }}">', { X }), '<a href="#ZgotmplZ">');
  }
  assert.equal(render('<p style="color: {{ .X }}">', { X: '#0b6bcb' }), '<p style="color: #0b6bcb">');
  for (const X of ['red; background: url(//x)', 'expression(1)', '"', '</style>']) {
    assert.equal(render('<p style="color: {{ .X }}">', { X }), '<p style="color: ZgotmplZ">');
  }
  assert.equal(render('a > b {{ .X }}', { X: 'a\r\nBcc: b & c' }, 'plain'), 'a > b a Bcc: b & c');
});

test('the text of a mail has its links and no marks', () => {
  const html = `<head><title>t</title><style>p{}</style></head><!-- no --><h1>A &amp; B</h1>
    <p>One   two<br />three <a class="x" href="https://a.example/?b=1&amp;c=2"><b>Go</b></a></p><p></p><p>&#39;end</p>`;
  assert.equal(htmlToText(html), "A & B\n\nOne two\nthree Go: https://a.example/?b=1&c=2\n\n'end");
});
