import { expect, it } from 'vitest';

import { decided, factsOf } from './facts.ts';

// Facts of the suites 1130, 1156 of the public conformance suite, and of their kind.
const FACTS = factsOf(String.raw`
before(1, 10) => true
before(10, 1) => false
before(1, [1..10]) => false
before(1, (1..10]) => true
before([1..10], 10) => false
before([1..10), 10) => true
before([1..10], [15..20]) => true
before([1..10), [10..20]) => true
before([1..10], (10..20]) => true
before([1..10], [10..20]) => false
before("a","b") => true
before(@"2020-01-01", @"2020-01-02") => true
before(point1: 1, point2: 2) => true
before(point: 1, range: [2..3]) => true
before(range: [1..2], point: 3) => true
before(range1: [1..2], range2: [3..4]) => true
before(null, 1) => null
before(1) => null
before() => null
after(10,5) => true
after(12,[2..5]) => true
after([11..20], 12) => false
after((11..20], 11) => true
after([11..20],[1..11)) => true
meets([1..5],[5..10]) => true
meets([1..5),[5..10]) => false
meets([1..5],(5..10]) => false
met by([5..10],[1..5]) => true
overlaps([5..10],[1..6]) => true
overlaps((3..7],[1..4]) => true
overlaps([1..5],(5..8]) => false
overlaps([1..3],[5..10]) => false
overlaps(range1: [1..5], range2: [3..8]) => true
overlaps before([1..5],[3..8]) => true
overlaps before([3..4],[1..2]) => false
overlaps before([1..3],[3..5]) => true
overlaps before([1..3],(3..5]) => false
overlaps before([1..5),(3..5]) => true
overlaps before([1..5),[3..5]) => true
overlaps before([1..5],[1..5]) => false
overlaps before((1..5],[1..5]) => false
overlaps after([3..8],[1..5]) => true
overlaps after([3..5],[1..3]) => true
overlaps after((3..5],[1..3]) => false
overlaps after((1..5],[1..5]) => true
overlaps after((1..5],[1..5)) => true
overlaps after([1..5],[1..5]) => false
overlaps after((1..5],(1..6]) => false
finishes(5,[1..5]) => true
finishes(10,[1..7]) => false
finishes([3..5],[1..5]) => true
finishes((1..5],[1..5]) => true
finishes([1..5),[1..5]) => false
finished by([1..5],5) => true
finished by([1..5],(1..5)) => false
includes([1..10],5) => true
includes((1..10],1) => false
includes([1..10],[4..6]) => true
includes([1..10],[1..10]) => true
includes((1..10],[1..3]) => false
during(5,[1..10]) => true
during([4..6],[1..10]) => true
starts(1,[1..5]) => true
starts(1,(1..8]) => false
starts([1..5],[1..7]) => true
starts((1..5],[1..7]) => false
started by([1..10],1) => true
started by((1..7],(1..5]) => true
coincides(5,5) => true
coincides(3,4) => false
coincides([1..5],[1..5]) => true
coincides((1..5],[1..5]) => false
coincides([1..5],[2..6]) => false
coincides(null, 1) => null
coincides(1, "a") => null
overlaps before( [1..5], [6..8] ) => false
overlaps before( [1..5], [5..8] ) => true
overlaps before( [1..5], (5..8] ) => false
overlaps before( [1..5), [5..8] ) => false
overlaps before( [1..5), (1..5] ) => true
overlaps before( [1..5], (1..5] ) => true
overlaps before( [1..5), [1..5] ) => false
overlaps after( [6..8], [1..5] ) => false
overlaps after( [5..8], [1..5] ) => true
overlaps after( (5..8], [1..5] ) => false
overlaps after( [5..8], [1..5) ) => false
overlaps after( (1..5], [1..5) ) => true
overlaps after( (1..5], [1..5] ) => true
overlaps after( [1..5], [1..5) ) => false
overlaps( [1..5], [3..8] ) => true
overlaps( [3..8], [1..5] ) => true
overlaps( [1..8], [3..5] ) => true
overlaps( [3..5], [1..8] ) => true
overlaps( [1..5], [6..8] ) => false
overlaps( [1..5], [5..8] ) => true
overlaps( [1..5], (5..8] ) => false
overlaps( [1..5), [5..8] ) => false
overlaps( [1..5), (5..8] ) => false
overlaps( [5..8], [1..5] ) => true
overlaps( (5..8], [1..5] ) => false
overlaps( [5..8], [1..5) ) => false
finishes( 10, [1..10) ) => false
finishes( [5..10), [1..10] ) => false
finishes( [5..10), [1..10) ) => true
finishes( [1..10], [1..10] ) => true
finished by( [1..10], [5..10) ) => false
finished by( [1..10), [5..10) ) => true
finished by( [1..10), 10 ) => false
starts( 1, [1..10] ) => true
starts( 2, [1..10] ) => false
starts( [1..5], (1..10] ) => false
starts( (1..5], (1..10] ) => true
starts( [1..10), [1..10] ) => true
starts( [1..10], [1..10] ) => true
starts( (1..10), (1..10) ) => true
during( 1, (1..10] ) => false
during( 10, [1..10) ) => false
during( [1..10], [1..10] ) => true
during( [1..10], (1..10] ) => false
during( (1..10), [1..10] ) => true
during( [5..8], [1..10] ) => true
includes( [1..10), 10 ) => false
includes( [1..10], [1..10) ) => true
includes( [1..10], (1..10) ) => true
before(point: 3, range: [1..2]) => false
before(range: [3..4], point: 3) => false
2 in range("[1..3]") => true
range("[1..3]") instance of range<number> => true
range(string("[1..3]")) instance of range<number> => true
range("[\"a\"..\"c\"]") instance of range<string> => true
range("[@\"1970-01-01\"..@\"1970-01-02\"]") instance of range<date> => true
range("[@\"1970-01-01T00:00:00\"..@\"1970-01-02T00:00:00\"]") instance of range<date and time> => true
range("[@\"00:00:00\"..@\"00:00:00\"]") instance of range<time> => true
range("[@\"P1D\"..@\"P2D\"]") instance of range<days and time duration> => true
range("[@\"P1Y\"..@\"P2Y\"]") instance of range<years and months duration> => true
2 in range(string("[1..3]")) => true
range("[18..21]") = [18..21] => true
range("(18..21]") = (18..21] => true
range("]18..21]") = ]18..21] => true
range("[18..21)") = [18..21) => true
range("[18..21[") = [18..21[ => true
range("[2..)") = >=2 => true
range("(2..)") = >2 => true
range("(..2]") = <=2 => true
range("(..2)") = <2 => true
range("[..2]") => null
range("[1..]") => null
range("[\"a\"..\"c\"]") = ["a".."c"] => true
range("[@\"1970-01-01\"..@\"1970-01-02\"]") = [@"1970-01-01"..@"1970-01-02"] => true
range("[@\"1970-01-01T00:00:00\"..@\"1970-01-02T00:00:00\"]") = [@"1970-01-01T00:00:00"..@"1970-01-02T00:00:00"] => true
range("[@\"00:00:00\"..@\"00:00:00\"]") = [@"00:00:00"..@"00:00:00"] => true
range("[@\"P1D\"..@\"P2D\"]") = [@"P1D"..@"P2D"] => true
range("[@\"P1Y\"..@\"P2Y\"]") = [@"P1Y"..@"P2Y"] => true
range(" [ 1 .. 3 ] ") = [1..3] => true
range("[date(\"1970-01-01\")..date(\"1970-01-02\")]") = [date("1970-01-01")..date("1970-01-02")] => true
range("[date(string(\"1970-01-01\"))..date(\"1970-01-02\")]") => null
range("[date and time(\"1970-01-01T00:00:00\")..@\"1970-01-02T00:00:00\"]") = [@"1970-01-01T00:00:00"..@"1970-01-02T00:00:00"] => true
range("[date and time(string(\"1970-01-01T00:00:00\"))..@\"1970-01-02T00:00:00\"]") => null
range("[time(\"00:00:00\")..@\"00:00:00\"]") = [@"00:00:00"..@"00:00:00"] => true
range("[time(string(\"00:00:00\"))..@\"00:00:00\"]") => null
range("[time(input_001)..@\"00:00:00\"]") => null
range("[duration(\"P1D\")..@\"P2D\"]") = [@"P1D"..@"P2D"] => true
range("[duration(string(\"P1D\"))..@\"P2D\"]") => null
range(from: "[1..3]") = [1..3] => true
range(fron: "[1..3]") => null
range("[1..3]", "foo") => null
range() => null
range("") => null
range("  ") => null
range([1..3]) => null
range(string("")) => null
range(">=10") => null
range("[1..\"b\"]") => null
range("[@\"1970-01-01\"..@\"1970-01-02T00:00:00\"]") => null
range("[@\"1970-01-01T00:00:00\"..@\"1970-01-02\"]") => null
range("[3..1]") => null
range("[@\"1970-01-02\"..@\"1970-01-01\"]") => null
range("[@\"1970-01-02T00:00:00\"..@\"1970-01-01T00:00:00\"]") => null
range("[\"z\"..\"a\"]") => null
range("[@\"P2D\"..@\"P1D\"]") => null
range("[@\"P2Y\"..@\"P1Y\"]") => null
range("[@\"02:00:00\"..@\"01:00:00\"]") => null
range("[null..null]") => null
`);

it.each(FACTS)('%s is %s', (expression, value) => {
  expect(decided(expression)).toBe(value);
});
