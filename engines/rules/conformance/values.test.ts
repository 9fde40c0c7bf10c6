import { expect, it } from 'vitest';

import { decided, factsOf } from './facts.ts';

// Facts of the suites 0057, 0064–0073, 0083, 0084, 0090, 0092 of the public conformance suite, and of their kind.
const FACTS = factsOf(String.raw`
"\U01F40E" = "🐎" => true
{🐎: "😀"} => {"🐎":"😀"}
{🐎: "😀"}.🐎 => "😀"
[{a: {b: 1}}, {a: {b: [2.1, 2.2]}}, {a: {b: 3}}, {a: {b: 4}}, {a: {b: 5}}].a.b = [{b: 1}, {b: [2.1, 2.2]}, {b: 3}, {b: 4}, {b: 5}].b => true
{a:1}.b => null
null.a => null
"a".b => null
[{b: 1}, {c: 2}].b => [1,null]
{foo+bar: "foo"} => {"foo+bar":"foo"}
{"foo+bar((!!],foo": "foo"} => {"foo+bar((!!],foo":"foo"}
{"": "foo"} => {"":"foo"}
{foo: "bar", foo: "baz"} => null
{a: 1 + 2, b: 3, c: {d: a + b}} => {"a":3,"b":3,"c":{"d":6}}
for i in 1+1..1+3 return i => [2,3,4]
for i in 0..4 return if i = 0 then 1 else i * partial[-1] => [1,1,2,6,24]
for i in -1..1 return i => [-1,0,1]
for i in 1..-1 return i => [1,0,-1]
for i in [[1,2],[3,4]] return i => [[1,2],[3,4]]
for x in [[1,2],[3,4]], y in x return y => [1,2,3,4]
for i in 2..4 return for j in i..4 return j => [[2,3,4],[3,4],[4]]
for i in null return i => null
for i in 1 return i => [1]
for i in 1..1.5 return i => null
for i in 1.5..3 return i => null
for i in "a".."c" return i => null
for i in 1..null return i => null
{in a list: ["p","m"], r: for i in in a list return i = "m"}.r => [false,true]
{days in weekend: ["p","m"], r: for i in days in weekend return i = "m"}.r => [false,true]
{a: {c: "bar", b: "foo"}} = {a: {b: "foo", c: "bar"}} => true
[1..10) = [1..10[ => true
(1..10] = ]1..10] => true
true[1] = true => true
"foo"[1] = "foo" => true
{}[1] = {} => true
[] = 0 => null
{} = 0 => null
0.000123 = 1.23e-4 => true
12300 = 1.23e+4 => true
100 != "100" => null
string(123) => "123"
string(123.45) => "123.45"
string(1.0) => "1"
string(null) => null
string(true) => "true"
string("foo") => "foo"
string([1,2,3,"foo"]) => "[1, 2, 3, \"foo\"]"
string({a: "foo"}) => "{a: \"foo\"}"
string({"{": "foo"}) => "{\"{\": \"foo\"}"
string([1..5)) => "[1..5)"
string(from: 1) => "1"
string() => null
string(1,2) => null
[1,2,3][0] => null
[1,2,3][-1] => 3
[1,2,3][4] => null
[1,2,3][-4] => null
[1,2,3][1.5] => null
[1,2,3][true] => [1,2,3]
[1,2,3][null] => []
[1,2,3][item > 1] => [2,3]
[{x:1},{x:2}][x > 1] => [{"x":2}]
[{x:1},{x:2}].x => [1,2]
[{item:1},{item:2},{item:3}][item >= 2] => [{"item":2},{"item":3}]
[{x:null},{x:2}][x = null] => [{"x":null}]
[{y:1},{x:2}][x = null] => [{"y":1}]
[[1],[2,3]][count(item) = 2] => [[2,3]]
1[true] => [1]
1[false] => []
1[1] => 1
1[2] => null
null[1] => null
"a"[item="a"] => ["a"]
{a:1}[a=1] => [{"a":1}]
some i in [1,2,3] satisfies i > 2 => true
every i in [1,2,3] satisfies i > 2 => false
some i in [1,2], j in [2,3] satisfies i + j > 4 => true
every i in [1,2], j in [2,3] satisfies i + j > 4 => false
some i in [] satisfies true => false
every i in 1..3 satisfies i > 0 => true
some x in null satisfies x => null
every x in 1 satisfies x = 1 => true
if null then 1 else 2 => 2
if 1 then 1 else 2 => 2
if "true" then 1 else 2 => 2
1 in (1,2) => true
1 in [1,2,3] => true
1 in [[1],[2]] => false
[1] in [[1],[2]] => true
[1] in [1] => true
1 in (<2, >5) => true
"foo" in ("foo","bar") => true
1 in [2,3] or false => false
1 between 0 and 2 => true
1 between 0 and null => null
0 between 1 and null => null
null between 1 and 2 => null
"b" between "a" and "c" => true
1 between "a" and 2 => null
true between true and true => null
[1] between [0] and [2] => null
not(true) => false
not("a") => null
not() => null
not(null) => null
not(true,true) => null
not(negand: true) => false
true and "a" => null
false and "a" => false
"a" or true => true
"a" or false => null
null or null => null
1 instance of number => true
"1" instance of string => true
null instance of string => false
null instance of Any => false
1 instance of Any => true
[1] instance of list<number> => true
[1,"a"] instance of list<number> => false
[] instance of list<string> => true
[] instance of list<Any> => true
1 instance of list<number> => false
{a:1} instance of context<a: number> => true
{a:1,b:2} instance of context<a: number> => true
{a:"1"} instance of context<a: number> => false
{} instance of context<a: number> => false
null instance of context<> => false
{} instance of context<> => true
1 instance of context<> => false
[{}] instance of list<context<>> => true
(function() {a: 1}) instance of function<> -> context<> => true
(function(a: number) a) instance of function<number> -> Any => true
(function() 1) instance of function<> -> number => true
(function() "a") instance of function<> -> number => false
(function() "a") instance of function<> -> Any => true
(function(a: string) 1) instance of function<string, string> -> number => false
(function(a: string) 1) instance of function<number> -> number => false
(function(a: list<number>) {b: "b", c: "c"}) instance of function<list<number>> -> context<b: string> => true
(function(a: list<number>) {b: "b"}) instance of function<list<number>> -> context<b: string, c: string> => false
(function(a: context<a: string>) 1) instance of function<context<a: string, b: string>> -> number => true
(function(a: context<a: string, b: string>) 1) instance of function<context<a: string>> -> number => false
[(function(a: string) 1)] instance of list<function<string> -> number> => true
[1..10] instance of range<number> => true
["a".."b"] instance of range<number> => false
(>10) instance of range<number> => true
@"2020-01-01" instance of date => true
@"2020-01-01T00:00:00" instance of date => false
@"2020-01-01T00:00:00" instance of date and time => true
@"10:00:00" instance of time => true
@"P1D" instance of days and time duration => true
@"P1D" instance of years and months duration => false
@"P1Y" instance of years and months duration => true
1 in (1) => true
1 in (2,3,1) => true
1 in [2,3,1] => true
1 in [[2,3,1]] => false
"a" in ["a".."c"] => true
1 in (<=1) => true
1 in (>1) => false
[1,2] in [[1,2]] => true
[1,2,3] in ([[1,2,3,4]], [[1,2,3]]) => true
{a:1} in {a:1} => true
{a:1} in [{a:1}] => true
1 in null => false
1 in ([1..2], [3..4]) => true
(1) in (=1) => true
1 in (!=1) => false
{a: 1, b: a + 1, c: b * 2}.c => 4
{"a b": 1}.a b => 1
{a: {b: {c: 1}}}.a.b.c => 1
[1,2,3].a => [null,null,null]
if 1 = 1 then "y" else "n" => "y"
1 + if true then 1 else 2 => 2
for x in [1,2] return for y in [3] return x * y => [[3],[6]]
count([1,2,3][item > 1]) => 2
-3 ** 2 => 9
2 ** -1 => 0.5
10 - 3 - 2 => 5
2 * 3 + 4 / 2 => 8
1.000 = 1 => true
.5 + .5 => 1
1e3 => 1000
1E-2 => 0.01
"a\"b" => "a\"b"
"\u00e9" => "é"
"x\ty" => "x\ty"
1 /* c */ + 1 => 2
{"multi line key": 1}."multi line key" => null
for x in [1..3] return x => [1,2,3]
some x in [1..3] satisfies x = 2 => true
[1..3] = [1..3] => true
count([1,2,3]) = 3 and true => true
{a: {}}.a => {}
{a: null}.a.b => null
[[1,2],[3]][1][2] => 2
[1,2,3][item = 2][1] => 2
[{a:1},{a:2}][a = 2].a => [2]
[{a:1},{a:2}][1].a => 1
[1, 2, 3] [item > 1] => [2,3]
if "a" = null then 1 else 2 => 2
not(1 = 1) => false
-(1 + 2) => -3
1 < 2 and 2 < 3 => true
(1 < 2) = true => true
"a" < "b" => true
"a" < 1 => null
[1] < [2] => null
true < false => null
null < null => null
string(0.1 + 0.2) => "0.3"
string(1/3) => "0.3333333333333333333333333333333333"
string(1e10) => "10000000000"
string(100000000000000000000000) => "100000000000000000000000"
string(0.00000001) => "0.00000001"
1/3*3 => 0.9999999999999999999999999999999999
0.1 * 3 => 0.3
10 / 4 => 2.5
string(function(x) x) = null => false
{a: 1, "b": 2} => {"a":1,"b":2}
{a+b: 1}.a+b => 1
{a-b: 1, c: a-b + 1}.c => 2
{x: [1,2,3], y: count(x)}.y => 3
(function(x: number, y: string) x)(1, "a") => 1
(function(x: list<number>) x)(1) => [1]
(function(x: string) x)(["a"]) => "a"
{f: function(x) x + 1, r: f(x: 2)}.r => 3
{f: function(x) x + 1, r: f(y: 2)}.r => null
for i in [1,2], j in [i, i + 1] return j => [1,2,2,3]
every i in [1,null] satisfies i > 0 => null
some i in [null] satisfies i => null
some i in [1, null] satisfies i = 1 => true
1 between 2 and 1 => false
5 in [1..3], 4 => null
`);

it.each(FACTS)('%s is %s', (expression, value) => {
  expect(decided(expression)).toBe(value);
});
