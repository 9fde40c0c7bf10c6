import { expect, it } from 'vitest';

import { decided, factsOf } from './facts.ts';

// Facts of the suites 0067, 1109, 1111 of the public conformance suite, and of their kind.
const FACTS = factsOf(String.raw`
replace("abracadabra","bra","*") => "a*cada*"
replace("abracadabra","a.*a","*") => "*"
replace("abracadabra","a.*?a","*") => "*c*bra"
replace("abracadabra","a","") => "brcdbr"
replace("abracadabra","a(.)","a$1$1") => "abbraccaddabbra"
replace("AAAA","A+","b") => "b"
replace("AAAA","A+?","b") => "bbbb"
replace("darted","^(.*?)d(.*)$","$1c$2") => "carted"
replace("hello world","(hello) (world)","$2 $1") => "world hello"
replace("abcd","(ab)|(a)","[1=$1][2=$2]") => "[1=ab][2=]cd"
replace("hello world","hello","$0 $0") => "hello hello world"
replace("abc","[a-z]","#","") => "###"
replace("a.b.c.","[a-z]","#","") => "#.#.#."
replace("abc","[A-Z]","#","i") => "###"
replace("abracadabra","((((((((((a))))))))))(b)","$(0)") => null
replace("foobar","o","oo") => "foooobar"
replace("foobar","^fo*b*","") => "ar"
replace("foobar",null,"") => null
replace("foobar","o",null) => null
replace(null,"o","") => null
replace("foobar","(","x") => null
replace("foobar","o","x","z") => null
replace(input: "foobar", pattern: "o", replacement: "x") => "fxxbar"
replace(input: "foobar", pattern: "O", replacement: "x", flags: "i") => "fxxbar"
replace("a$b","\$","USD") => "aUSDb"
replace("foobar", "o", "\$") => "f$$bar"
replace("foobar", "o", "\\") => null
replace("reluctant", "r.*?t", "X") => "Xant"
replace("0123456789","(\d{3})(\d{3})(\d{4})","($1) $2-$3") => "(012) 345-6789"
matches("foobar","^fo*b") => true
matches("abracadabra","bra") => true
matches("abracadabra","^a.*a$") => true
matches("abracadabra","^bra") => false
matches("Mum","([md])[aeiou]\1","i") => true
matches("helloworld","hello world","x") => true
matches("helloworld","hello[ ]world","x") => false
matches("hello world","hello\ sworld","x") => true
matches("hello world","hello world","x") => false
matches("abc","^ABC$","i") => true
matches("x","") => true
matches("foo",".*(?=o)") => null
matches("foo","f(?:o)o") => true
matches("foo","[") => null
matches("foo","*") => null
matches("foo","o{3,2}") => null
matches("foo","foo","p") => null
matches("foo",null) => null
matches(null,"a") => null
matches("a","\p{Lu}") => false
matches("A","\p{Lu}") => true
matches("é","\P{IsBasicLatin}") => true
matches("a","[\w-[b-z]]") => true
matches("-","[a-]") => true
matches("a","\i\c*") => true
matches("aa","(a)\1") => true
matches("aa","\1(a)") => null
matches("abcabc","(abc)\2") => null
matches("a.b","a.b","q") => true
matches("axb","a.b","q") => false
matches("foo","(foo)?bar|foo") => true
matches("abcd","(?i)ABCD") => null
matches("input","\d+") => false
matches(input: "foo", pattern: "f.o") => true
matches("hello","h[^e]llo") => false
matches("h\tllo","h\sllo") => true
matches("a","a{1,}") => true
matches("a","a{,1}") => null
matches("]", "[\]]") => true
matches("[","\[") => true
matches("^","[\^]") => true
matches("aaa","a{2}?") => true
matches("\u0041","A") => true
matches("foo","foo","") => true
matches("foo","foo",null) => true
matches("\u212A", "k", "i") => true
matches("x", "[A-Z-[OI]]", "i") => true
matches("X", "[A-Z-[OI]]", "i") => true
matches("O", "[A-Z-[OI]]", "i") => false
matches("i", "[A-Z-[OI]]", "i") => false
matches("Q", "[^Q]", "i") => false
matches("q", "[^Q]", "i") => false
matches("input", []) => null
matches("input") => null
matches("input", "pattern", []) => null
matches("input", "pattern", "", []) => null
matches("input", "pattern", " ") => null
matches("input", "pattern", "X") => null
matches("hello world", "hello\ sworld", "x") => true
matches("hello world", " hello[ ]world", "x") => true
matches("hello world", "he ll o[ ]worl d", "x") => true
matches("hello world", "\p{ IsBasicLatin}+", "x") => true
matches("hello world", "\p{ I s B a s i c L a t i n }+", "x") => true
matches("hello world", "\p{ IsBasicLatin}+") => null
matches("h", "(.)\3") => null
matches("h", "(.)\2") => null
matches("input", "\3") => null
matches("abcd", "(asd)[\1]") => null
matches("abcd", "(asd)[asd\0]") => null
matches("abcd", "1[asd\0]") => null
matches("input", "[0-9-.]*/") => false
matches("aA", "(a)\1", "i") => true
replace("a","[b-z]","#") => "a"
replace("abc",".^[d-z]","#") => "abc"
replace("facetiously","[iouy]","[$0]") => "facet[i][o][u]sl[y]"
replace("a b c d ","[a-z]","#","x") => "# # # # "
replace("a.b.c.","[a-z]","#","s") => "#.#.#."
`);

it.each(FACTS)('%s is %s', (expression, value) => {
  expect(decided(expression)).toBe(value);
});
