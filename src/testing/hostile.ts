const formType = 'application/x-www-form-urlencoded';

export const nobodysId = '01900000-0000-7000-8000-00000000dead';

/** What no page of ours sends, in the fields of a form: `[what it is, body, content type]`. */
export function hostileBodies(names: readonly string[]): [string, string, string][] {
  const filled = (value: string) => String(new URLSearchParams(names.map((name) => [name, value])));
  return [
    ['no body', '', formType],
    ['markup', filled('<script>alert(1)</script><img src=x onerror=alert(1)>'), formType],
    ['quotes and comments', filled(`'; drop table "tenant" -- /* {{x}} \${y} %s`), formType],
    ['control characters', filled('a\u0000b\u0001\u001b[31m\ufeff\u202e\uffff'), formType],
    ['broken encodings', names.map((name) => `${name}=%C3%28%ED%A0%80%F0%9F`).join('&'), formType],
    ['four-byte characters', filled('👩🏽‍🚀𝕬🏳️‍🌈'), formType],
    ['a long text', filled('ä'.repeat(9000)), formType],
    ['a large number', filled('99999999999999999999'), formType],
    ['an id that nobody has', filled(nobodysId), formType],
    ['an impossible date', filled('2026-02-31'), formType],
    ['the same field many times', names.map((name) => `${name}=1&`.repeat(60)).join(''), formType],
    ['names of objects', '__proto__=1&constructor=2&toString=3&hasOwnProperty=4&__proto__[x]=5', formType],
    ['nested names', names.map((name) => `${name}[a][b]=1&${name}.0=2&${name}[]=3`).join('&'), formType],
    ['JSON', JSON.stringify(Object.fromEntries(names.map((name) => [name, { a: [null, 1] }]))), 'application/json'],
    ['broken JSON', '{"a":', 'application/json'],
    ['plain text', 'name=1', 'text/plain'],
    ['an unknown type', 'x', 'application/x-unknown'],
    [
      'half a multipart body',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na',
      'multipart/form-data; boundary=x',
    ],
    ['multipart without a boundary', 'x', 'multipart/form-data'],
    ['a body that is too large', `a=${'x'.repeat(3 * 1024 * 1024)}`, formType],
  ];
}

/** Values of a query as they stand in an address. */
export const hostileValues: readonly string[] = [
  '',
  '%00',
  '%C3%28',
  '%',
  '-1',
  '0',
  '99999999999999999999',
  '1e9',
  'NaN',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  "'%20or%201=1%20--",
  '%F0%9F%91%A9%F0%9F%8F%BD%E2%80%8D%F0%9F%9A%80',
  '%E2%80%AE%D8%B9%D8%B1%D8%A8',
  'a'.repeat(5000),
  '(%22a%22%20AND%20NOT%20b)%20%3A*%20%7C%20%26%20!',
  '2026-02-31',
  '1&q=2&plz=3&seite=4',
];

/** Parts of a path. */
export const hostileParts: readonly string[] = [
  '%00',
  '%C3%28',
  '..%2f..%2fetc%2fpasswd',
  '-1',
  '99999999999999999999',
  nobodysId,
  '%F0%9F%91%A9',
  "'",
];

/** Values of one field: the id of nobody, a number that fits nowhere, what the database cannot store. */
export const hostileFields: readonly string[] = [nobodysId, '99999999999', 'a\u0000b'];
