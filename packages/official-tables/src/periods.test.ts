import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPeriod } from './periods.ts';

it.each([
  ['2024', '2024'],
  ['2024-12-31', '2024-12-31'],
  ['31.12.2022', '2022-12-31'],
  ['1.7.2022', '2022-07-01'],
  ['2023-10P6M', '2023-10/P6M'],
  ['2023-10/P6M', '2023-10/P6M'],
  ['WS 2022/23', '2022-10/P6M'],
  ['Wintersemester 2022/2023', '2022-10/P6M'],
  ['SS 2023', '2023-04/P6M'],
  ['2022/23', '2022-08/P12M'],
  ['Schuljahr 2022/23', '2022-08/P12M'],
  ['2024-Q2', '2024-04/P3M'],
  ['2. Quartal 2024', '2024-04/P3M'],
  ['2024-05', '2024-05'],
  ['Mai 2024', '2024-05'],
  ['März 2024', '2024-03'],
  ['October 2024', '2024-10'],
  ['2019-2021', '2019/P3Y'],
])('%s is %s', (text, expected) => {
  expect(readPeriod(text)).toBe(expected);
  // What is written once is read again.
  expect(readPeriod(expected)).toBe(expected);
});

it.each([
  '',
  '31.02.2024',
  '2023-02-29',
  '2024-13',
  '24',
  '05562',
  '2022/24',
  '2021-2019',
  'Insgesamt',
  '2024-00P6M',
  'Mond 2024',
  '1701',
])('%j is no time', (text) => {
  expect(readPeriod(text)).toBeNull();
});

it('every day comes back from the German and the ISO notation', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-');
      expect(readPeriod(iso)).toBe(iso);
      expect(readPeriod(`${day}.${month}.${year}`)).toBe(iso);
    }),
  );
});
