import { expect, it } from 'vitest';

import { decided, factsOf } from './facts.ts';

// Facts of the suites 1131, 1140, 1141, 1145–1149 and 1155 of the public conformance suite.
const FACTS = factsOf(String.raw`
non_existing_function() => null
null() => null
"some_func"() => null
"abs"(-1) => null
@"2023-11-11"() => null
123() => null
true() => null
false() => null
string join(["a","b","c"]) => "abc"
string join(["a","b","c"], " and ") => "a and b and c"
string join(["a"]) => "a"
string join(["a",null,"c"]) => "ac"
string join([]) => ""
string join() => null
string join(["a","c"], "X", "foo") => null
string join(list: ["a","c"]) => "ac"
string join(delimiter: "X", list: ["a","c"]) => "aXc"
string join(list: ["a","c"], delimitr: "X") => null
string join(lst: ["a","c"], delimiter: "X") => null
string join(null) => null
string join([1,2,3], "X") => null
string join(123, "X") => null
string join("a", "X") => "a"
string join(list: "a", delimiter: "X") => "a"
round up(-1.126, 2) => -1.13
round up() => null
round up(null,0) => null
round up(1234.12,null) => null
round up(1234.12,1,2) => null
round up(scale:0) => null
round up(n:5.5,scale:0,foo:123) => null
round up("123", 0) => null
round up(5.5, "0") => null
round up(5.5, (-6111 - 1)) => null
round up(5.5, 6176) => 5.5
round up(5.5, (6176 + 1)) => null
context([{key:"a", value:1}]) => {"a":1}
context([{key:"a", value:1},{key:"a", value:2}]) => null
context([]) = {} => true
context({value:1}) => null
context({key: null, value:1}) => null
context({key: "a"}) => null
context({key: "a", value: null}) => {"a":null}
context({key: "", value: 1}) => {"":1}
context() => null
context([], "foo") => null
context(entries: {key:"a", value:1}) => {"a":1}
context(entris: {key:"a", value:1}) => null
context("foo") => null
context(entries: [{key:"a", value:1, ignored: "foo"}]) => {"a":1}
get entries(context put({"a": 1}, "b", 2)) => [{"key":"a","value":1},{"key":"b","value":2}]
context put({"a": 1}, "a", 2) => {"a":2}
context put({"a":1, "b":2, "c":3 }, "b", 3) => {"a":1,"b":3,"c":3}
context put({}, "a", null) => {"a":null}
context put({}, "a") => null
context put({}, "a", 1, 1) => null
context put(context: {}, ky: "a", value: 1) => null
context put([], "a", 1) => null
context put({}, 1, 1) => null
{original: {a: 1}, copied: context put(original, "a", 2)} => {"original":{"a":1},"copied":{"a":2}}
context put({x:1, y: {a: 0} }, ["y", "b"], 2) => {"x":1,"y":{"a":0,"b":2}}
context put({x:1, y: {a: 0} }, ["y", null], 2) => null
context put({x:1, y: {a: 0} }, [null, "a"], 2) => null
context put({x:1, y: {a: 0} }, [null], 2) => null
context put({x:1, y: {a: 0} }, [], 2) => null
context put({x:1, y: {a: {b: {c: 1}} }}, ["y", "a", "b", "c"], 2) => {"x":1,"y":{"a":{"b":{"c":2}}}}
context put(context: {x:1, y: {a: 0} }, keys: ["y", "a"], value: 2) => {"x":1,"y":{"a":2}}
context put(context: {x:1, y: {a: 0} }, key: ["y", "a"], value: 2) => null
context put({x:1, y: {a: 0}}, ["y", "a", "b", "c"], 2) => null
context merge([{"a": 1}]) => {"a":1}
context merge([{}]) = {} => true
context merge([{"a": 1}, {"b": 2}]) => {"a":1,"b":2}
context merge([{"a": 1}, {"a": 2}]) => {"a":2}
context merge([{"a": {"aa": 1}}, {"a": {"bb": 2}}]) => {"a":{"bb":2}}
context merge() => null
context merge([],"foo") => null
context merge(contexts: [{"a": 1}]) => {"a":1}
context merge(context: [{"a": 1}]) => null
context merge([1,2,3]) => null
context merge([{"a": 1},2,{"b": 2}]) => null
context merge({"a": 1}) => {"a":1}
context merge(contexts: {"a": 1}) => {"a":1}
list replace([1,2,3], 2, 4) => [1,4,3]
list replace([1,2,3], -1, 4) => [1,2,4]
list replace([1,2,3], 0, 4) => null
list replace([1,2,3], 4, 4) => null
list replace([1,2,3], -4, 4) => null
list replace(null, 1, 4) => null
list replace([1,2,3], null, 4) => null
list replace([1,2,3], 3, null) => [1,2,null]
list replace([1,2,3], "2", 4) => null
list replace([1,2,3], 2.5, 4) => null
list replace(position: 2, newItem: 4, list: [1,2,3]) => [1,4,3]
list replace(match: function(item, newItem) item = 2, newItem: 4, list: [1,2,3]) => [1,4,3]
list replace([1,2,3], "2", 4, 4) => null
list replace([1,2,3], "2") => null
list replace(position: 2, newItem: 4, list: [1,2,3], foo: 1) => null
list replace ( [2, 4], function(item, newItem, extraParam) item = 2, 5) => null
list replace ( [2, 4], function(item) item = 2, 5) => null
list replace ( [2, 4], function(item, newItem) item, 5) => null
list replace ( [1, 2, 3, 4], function(item, newItem) true, 5) => [5,5,5,5]
list replace ( 1, 1, 5) => [5]
now(123) => null
today(123) => null
`);

it.each(FACTS)('%s is %s', (expression, value) => {
  expect(decided(expression)).toBe(value);
});
