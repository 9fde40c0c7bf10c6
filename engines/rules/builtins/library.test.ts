import { describe, expect, it } from 'vitest';

import { valueOf } from '../testing.ts';

const WORLD = {
  now: { epochMs: Date.UTC(2026, 8, 18, 1, 30), offsetMinutes: 480 },
  zone: (zone: string): number => (zone === 'Asia/Shanghai' ? 480 : Number.NaN),
};

describe('the built-in functions (OMG DMN 1.5, 10.3.4)', () => {
  it.each<[string, unknown]>([
    // conversion
    ['number("1 000,5", " ", ",")', 1000.5],
    ['number("1.000", ".", ".")', null],
    ['string(1.10)', '1.1'],
    ['string([1, "a", {b: null}])', '[1, "a", {b: null}]'],
    ['range("[1..5)") = [1..5)', true],
    ['range("[..5]")', null],
    ['range("[date(string(\\"1970-01-01\\"))..date(\\"1970-01-02\\")]")', null],
    ['range("(..2)") = (<2)', true],
    // strings
    ['string length("𠮷野家")', 3],
    ['substring("foobar", -2, 1)', 'a'],
    ['substring(string: "foobar", start position: 3)', 'obar'],
    ['substring("foobar", 0)', null],
    ['substring before("foobar", "bar")', 'foo'],
    ['substring after("foobar", "ob")', 'ar'],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['replace("a.b", ".", "x", "q")', 'axb'],
    ['replace("abc", "(((((((((((b)))))))))))", "[$11]")', 'a[b]c'],
    ['replace("abc", "(b)", "[$12]")', 'a[b2]c'],
    ['matches("a\nb", "^b", "m")', true],
    ['replace("abc", "b", "$")', null],
    ['matches("foobar", "^FO*b", "i")', true],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("abab", "^(ab)\\\\1$")', true],
    ['matches("x", "[a-z-[x]]")', false],
    ['matches("中", "\\\\p{IsCJKUnifiedIdeographs}")', true],
    ['matches("a", "(")', null],
    ['split("John  Doe", "\\\\s")', ['John', '', 'Doe']],
    // lists
    ['list contains([1, null], null)', true],
    ['min([1, 2, 0])', 0],
    ['max("a", "c", "b")', 'c'],
    ['sum([])', null],
    ['mean([1, 2, 4])', '2.333333333333333333333333333333333'],
    ['median([6, 1, 2, 3])', 2.5],
    ['stddev([2, 4, 7, 5])', '2.081665999466132735282297706979931'],
    ['mode([6, 1, 9, 6, 1])', [1, 6]],
    ['mode([])', []],
    ['all([true, null])', null],
    ['any([false, true, null])', true],
    ['insert before([1, 3], 1, 2)', [2, 1, 3]],
    ['remove([1, 2, 3], -1)', [1, 2]],
    ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', [5, 5, 7, 8]],
    ['list replace([1, 2], 3, 9)', null],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['sort([3, 1, 2], function(x, y) x > y)', [3, 2, 1]],
    ['sort(list: ["b", "a"], precedes: function(x, y) x < y)', ['a', 'b']],
    // numbers
    ['decimal(1/3, 2)', 0.33],
    ['decimal(2.5, 0)', 2],
    ['decimal(114.5, -1)', 110],
    ['floor(-1.56, 1)', -1.6],
    ['ceiling(-1.5)', -1],
    ['round up(-5.5, 0)', -6],
    ['round down(5.55, 1)', 5.5],
    ['round half up(-2.5, 0)', -3],
    ['round half down(2.5, 0)', 2],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['sqrt(16)', 4],
    ['sqrt(-1)', null],
    ['sqrt(2)', '1.414213562373095048801688724209698'],
    ['exp(1)', '2.718281828459045235360287471352662'],
    ['log(10)', '2.302585092994045684017991454684364'],
    ['odd(5)', true],
    ['even(2.5)', false],
    ['abs(@"-PT5H") = @"PT5H"', true],
    // ranges
    ['before([1..5), 5)', true],
    ['after(5, [1..5))', true],
    ['meets([1..5], [5..9])', true],
    ['met by([5..9], [1..5))', false],
    ['overlaps([1..5], [5..8])', true],
    ['overlaps([1..5), [5..8])', false],
    ['overlaps before([1..5], [3..8])', true],
    ['overlaps after([3..8], [1..5])', true],
    ['finishes(5, [1..5])', true],
    ['finished by([1..5], [3..5])', true],
    ['includes([1..10], [4..6])', true],
    ['during(5, (1..5))', false],
    ['starts([1..3], [1..5])', true],
    ['started by([1..5], 1)', true],
    ['coincides([1..5], [1..5])', true],
    ['before(1, "a")', null],
    // contexts
    ['get value({a: 1}, "a")', 1],
    ['context put({a: {b: 1}}, ["a", "c"], 2)', { a: { b: 1, c: 2 } }],
    ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
    ['context([{key: "a", value: 1}, {key: "a", value: 2}])', null],
    // dates
    ['date(2020, 2, 30)', null],
    ['date("2020-02-29") + duration("P1Y")', '2021-02-28'],
    ['date and time("2020-01-31T10:00:00") + @"P1M"', '2020-02-29T10:00:00'],
    ['@"2020-03-01" - @"2020-02-01"', 'P29D'],
    ['time("23:00:00") + @"PT2H"', '01:00:00'],
    ['time("10:00:00Z") = time("12:00:00+02:00")', true],
    ['is(time("10:00:00Z"), time("12:00:00+02:00"))', false],
    ['@"2020-01-01T10:00:00@Asia/Shanghai" = @"2020-01-01T02:00:00Z"', true],
    ['@"2020-01-01T10:00:00@Nowhere/City"', null],
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['@"P1Y" / @"P3M"', 4],
    ['@"P1D" * 1.5', 'P1DT12H'],
    ['day of week(date("2020-01-01"))', 'Wednesday'],
    ['month of year(date("2020-01-01"))', 'January'],
    ['day of year(date("2020-12-31"))', 366],
    ['week of year(date("2021-01-03"))', 53],
    ['today()', '2026-09-18'],
    ['now().hour', 9],
    ['@"P14M".months', 2],
    ['@"-P1DT2H".hours', -2],
    // types
    ['[1..2] instance of range<number>', true],
    ['[1, "a"] instance of list<number>', false],
    ['{a: 1} instance of context<a: number>', true],
    ['null instance of number', false],
    ['(function(a: number) a)("x")', null],
    ['(function(a: number) a)([1])', 1],
    ['(function(a: number) a = null)("x")', null],
    ['{f: function(n) if n < 2 then 1 else n, r: f(5)}.r', 5],
  ])('%s', (source, expected) => {
    expect(valueOf(source, {}, WORLD)).toEqual(expected);
  });

  it('knows no day without being told one', () => {
    expect(valueOf('today()')).toBe(null);
  });
});

describe('three-valued logic (OMG DMN 1.5, table 50)', () => {
  it.each<[string, boolean | null]>([
    ['true and null', null],
    ['false and null', false],
    ['null and false', false],
    ['true or null', true],
    ['null or true', true],
    ['false or null', null],
    ['not(null)', null],
    ['"a" and true', null],
    ['null < 1', null],
    ['1 = "1"', null],
    ['null = 1', false],
    ['[1, null] = [1, null]', true],
    ['some x in [1, null] satisfies x > 0', true],
    ['every x in [1, null] satisfies x > 0', null],
    ['every x in [] satisfies x', true],
    ['null in [1..2]', null],
  ])('%s is %s', (source, expected) => {
    expect(valueOf(source)).toBe(expected);
  });
});
