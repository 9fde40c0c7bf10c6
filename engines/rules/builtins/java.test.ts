import { describe, expect, it } from 'vitest';

import { valueOf } from '../testing.ts';

/** A call of an external function, as FEEL writes it. */
function called(method: string, args: string): unknown {
  const [className, signature] = method.split('#');
  const names = args.split(', ').map((_arg, index) => `p${index}`);
  const java = `{java: {class: "java.lang.${className}", method signature: "${signature}"}}`;
  return valueOf(`{f: function(${names.join(', ')}) external ${java}, r: f(${args})}.r`);
}

describe('external functions of Java', () => {
  it.each<[string, string, unknown]>([
    ['Math#max(double, double)', '1.5, 2.5', 2.5],
    ['Math#max(int,int)', '3, 2', 3],
    ['Math#max(float,float)', '0.1, 456.78', 456.78],
    ['Math#abs(long)', '-7', 7],
    ['Math#sqrt(double)', '16', 4],
    ['Math#pow(double, double)', '2, 10', 1024],
    ['Integer#valueOf(java.lang.String)', '"12"', 12],
    ['Integer#valueOf(java.lang.String)', '"1.2"', null],
    ['Float#valueOf(java.lang.String)', '"1234.56"', 1234.56],
    ['Byte#valueOf(byte)', '300', null],
    ['String#valueOf(char)', '"a"', 'a'],
    ['String#valueOf(char)', '"ab"', null],
    ['String#format(java.lang.String, [Ljava.lang.Object;)', '"%s is 100%%", "a"', 'a is 100%'],
    ['String#format(java.lang.String, [Ljava.lang.Object;)', '"%d", "a"', null],
    ['String#format(java.lang.String, [Ljava.lang.Object;)', '"%x", 1', null],
  ])('%s of %s', (method, args, expected) => {
    expect(called(method, args)).toEqual(expected);
  });

  it.each([
    ['Math#random()', '1'],
    ['Math#sqrt(int)', '16'],
    ['Math#constructor(double)', '1'],
    ['System#exit(int)', '0'],
    ['Runtime#getRuntime()', '1'],
    ['Math#max(java.lang.String, java.lang.String)', '"1", "2"'],
    ['Math#sqrt(double)', '-1'],
    ['Math#sqrt(double)', '"4"'],
  ])('gives null for what is not known or does not fit: %s of %s', (method, args) => {
    expect(called(method, args)).toBe(null);
  });
});
