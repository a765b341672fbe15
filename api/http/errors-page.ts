import { MEANINGS, type ProblemCode, STATUS } from './error-meanings.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
  body { max-width: 860px; margin: 40px auto; padding: 0 16px; }
  h1 { font-size: 20px; } table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 8px 12px 8px 0; border-bottom: 1px solid #8884; }
  code { font-family: ui-monospace, Menlo, monospace; white-space: nowrap; }
  tr:target { background: #5650d122; } td a { color: inherit; text-decoration: none; }
  @media (max-width: 600px) { thead { display: none; } tr, td { display: block; border: 0; padding: 2px 0; } tr { border-bottom: 1px solid #8884; padding: 8px 0; } }`;

const withCode = (text: string) => text.replaceAll(/`([^`]+)`/g, '<code>$1</code>');

function rowOf(code: string): string {
  const { means, remedy } = MEANINGS[code as ProblemCode];
  return `<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td><td>${STATUS[code as ProblemCode]}</td><td>${withCode(means)}</td><td>${withCode(remedy)}</td></tr>`;
}

/** The page that the `type` of every problem leads to: each code, what it means and what to do. */
export const ERRORS_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Errors · Followthrough API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><h1>Errors</h1>
<p>Every error is <code>application/problem+json</code> (RFC 9457). <code>code</code> is for programs and never renamed; <code>detail</code> is a sentence for people: what was given, what is allowed, what to do now; <code>field</code> names what was wrong. See the <a href="/api/docs">API docs</a>.</p>
<table><thead><tr><th>Code</th><th>HTTP</th><th>It means</th><th>What to do</th></tr></thead><tbody>
${Object.keys(MEANINGS).toSorted().map(rowOf).join('\n')}
</tbody></table></body></html>`;
