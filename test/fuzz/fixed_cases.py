"""Inputs thought out: text that is none, nesting and length, every kind of mistake, histories that bite their tail."""

from case import ALL, Case, HEAD, case, check, project, table
from random_cases import VERBS, seeds

# --- text that is none --------------------------------------------------------------------------------


def encodings():
    wrong = {
        "a lone continuation byte": b"\x80",
        "an overlong slash": b"\xc0\xaf",
        "an overlong slash of three bytes": b"\xe0\x80\xaf",
        "an overlong NUL": b"\xc0\x80",
        "a surrogate": b"\xed\xa0\x80",
        "a code point beyond the last": b"\xf4\x90\x80\x80",
        "a byte that begins nothing": b"\xff",
        "five bytes": b"\xf8\x88\x80\x80\x80",
        "a character cut short": b"\xe2\x82",
        "Latin 1": "größe".encode("latin-1"),
    }
    for name, text in wrong.items():
        yield case("invalid UTF-8: " + name, table(b"a integer -- " + text + b"\n"), says="M003")
        yield case("invalid UTF-8 in a string: " + name, table(b"a text default '" + text + b"'"), says="M003")
        yield case("invalid UTF-8 at the end: " + name, HEAD + b"-- " + text, says="M003")
    yield case("a file in UTF-16", table(b"a integer").decode().encode("utf-16"), says="M00[34]")
    for name, place in {
        "a comment": b"-- %s\na integer",
        "a block comment": b"/* %s */ a integer",
        "a string": b"a text default 'x%sy'",
        "a name": b'"x%sy" integer',
        "bare": b"a %s integer",
    }.items():
        yield case("NUL in " + name, table(place.replace(b"%s", b"\0")), says="M004")
        for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            data = table(place.replace(b"%s", mark.encode()))
            yield case("bidi mark U+%04X in %s" % (ord(mark), name), data, says="M004")
        for mark in "\x01\x07\x08\x0b\x1b\x7f\x85\u200b\u200e\u2028\u2029\ufeff\uffff\U000e0001":
            # Legal in some places; what counts is that the messages are clean.
            yield case("U+%04X in %s" % (ord(mark), name), table(place.replace(b"%s", mark.encode())), (0, 1))
    yield case("nothing but NULs", b"\0" * 1000, says="M004")


def files():
    yield case("an empty file", b"", says="M005")
    yield case("a file of white space", b" \t\r\n" * 1000, says="M005")
    yield case("a file of comments", b"-- nothing\n/* at /* all */ */\n" * 1000, says="M005")
    yield case("a byte-order mark alone", b"\xef\xbb\xbf", says="M005")
    yield case("a byte-order mark", b"\xef\xbb\xbf" + table(b"a integer"), (0,))
    yield case("two byte-order marks", b"\xef\xbb\xbf" * 2 + table(b"a integer"), (0, 1))
    yield case("CRLF", table(b"a integer,\nb text,").replace(b"\n", b"\r\n"), (0,))
    yield case("CR alone", table(b"a integer,\nb text,").replace(b"\n", b"\r"), (0, 1))
    yield case("no line's end at the end", table(b"a integer").rstrip(), (0,))
    yield case("a revision and nothing else", HEAD, (0,))
    yield case("a statement without revision", b"create table t (a integer);", says="M113")

    def sparse(out):
        out.truncate(1 << 30)

    def line(out):
        for _ in range(65):
            out.write(b"a" * (1 << 20))

    yield case("a line of 1 GB", sparse, says="M002")
    yield case("a line of 65 MB", line, says="M002")
    yield Case("1 GB on standard input", {}, ["check", "-", *ALL], {1}, "M002", 1 << 30)
    yield Case("endless standard input for fmt", {}, ["fmt", "-"], {1}, "M002", 1 << 30)
    yield case("60 MB of comments", HEAD + b"-- " + b"x" * (60 << 20) + b"\ncreate table t (a integer);\n", (0, 1))
    yield case("60 MB of blanks", HEAD + b" " * (60 << 20) + b"create table t (a integer);\n", (0,))
    yield case("a million empty statements", HEAD + b";" * 1000000, (0, 1))
    yield case("a name of 60 MB", table(b"a" * (60 << 20) + b" integer"), says="M104")
    yield case("a quoted name of 60 MB", table(b'"' + b"a" * (60 << 20) + b'" integer'), says="M104")
    yield case("a word of 60 MB", HEAD + b"a" * (60 << 20) + b";", says="M1")
    yield case("an ID of 60 MB", b"revision " + b"a" * (60 << 20) + b' "x";', says="M1")
    yield case("a message of 60 MB", b'revision r "' + b"a" * (60 << 20) + b'";', (0, 1))
    yield case("a string of 60 MB", table(b"a text default '" + b"x" * (60 << 20) + b"'"), (0, 1))
    yield case("raw SQL of 60 MB", HEAD + b"execute $$" + b"x" * (60 << 20) + b"$$ reverse nothing;", (0, 1))
    yield case("60 MB of quotes", HEAD + b"'" * (60 << 20))
    yield case("60 MB of dollars", HEAD + b"$" * (60 << 20))
    yield Case("a file that is not there", {}, ["check", "no.mig", *ALL], {2}, "no.mig")
    yield Case("a folder as a file", {"a.mig/b": b""}, ["check", "a.mig", *ALL], {2}, "a.mig")
    yield Case("a device", {}, ["check", "--project", "/dev/null"], {2})


# --- nesting and length -----------------------------------------------------------------------------------


def nesting():
    many = 100000
    for name, text in {
        "parentheses": check(b"(" * many + b"b" + b")" * many),
        "parentheses that stay open": check(b"(" * many),
        "not": check(b"not " * many + b"b"),
        "signs": check(b"- " * many + b"1 > 0"),
        "case": check(b"case when " * many + b"b" + b" then b end" * many),
        "else": check(b"case when b then b else " * many + b"b" + b" end" * many),
        "casts": check(b"cast(" * many + b"b" + b" as boolean)" * many),
        "casts, the short way": check(b"b" + b"::boolean" * many),
        "calls": check(b"coalesce(b, " * many + b"b" + b")" * many),
        "tests": check(b"b" + b" is true" * many),
        "exists": HEAD + b"delete from t where " + b"exists (select a from t where " * many + b"b" + b")" * many + b";",
        "subqueries": HEAD + b"delete from t where a = " + b"(select a from t where a = " * many + b"1" + b")" * many + b";",
        "on blocks": HEAD + b"on sqlite { " * many + b"}" * many,
        "on blocks among members": HEAD + b"alter table t { " + b"on sqlite { " * many + b"}" * many + b"}",
        "on blocks among elements": table(b"a integer, " + b"on sqlite { " * many + b"b integer" + b" }" * many),
        "braces": HEAD + b"{" * many,
        "up blocks": HEAD + b"up { " * many + b"}" * many,
        "assumes": HEAD + b"assume { " * many + b"}" * many,
        "arrays": check(b"array[" * many + b"1" + b"]" * many),
        "looks into json": table(b"a json, check (" + b"a" + b" -> 'x'" * many + b")"),
        "brackets of a type": table(b"a integer" + b"[]" * many),
        "native types": table(b"a " + b"native (else " * many + b"text" + b")" * many),
        "arguments of a routine": HEAD + b"create function f " + b"(" * many + b")" * many + b" as $$ x $$;",
    }.items():
        yield case("100,000 nested " + name, text, says="M")
        # The formatter reads no meaning: what is a chain to it may be long.
        yield case("100,000 nested %s, formatted" % name, text, (0, 1), verb="fmt")
    yield case("100,000 nested comments", HEAD + b"/*" * many + b"*/" * many, (0,))
    yield case("100,000 nested comments that stay open", HEAD + b"/*" * many, says="M105")
    yield case("100,000 closing brackets", HEAD + b")" * many, says="M101")
    yield case("100,000 closing braces", HEAD + b"}" * many, says="M101")
    deep = 250
    yield case("250 nested parentheses", check(b"(" * deep + b"b" + b")" * deep), (0,))
    chains = {"and": b" and ", "or": b" or "}
    for name, operator in chains.items():
        yield case("a chain of 10,000 " + name, check(operator.join([b"b"] * 10000)), (0, 1))
        yield case("a chain of 100,000 " + name, check(operator.join([b"b"] * 100000)), (0, 1))
    for name, operator in {"+": b" + ", "-": b" - ", "*": b" * ", "/": b" / ", "%": b" % "}.items():
        yield case("a chain of 10,000 " + name, check(operator.join([b"a"] * 10000) + b" > 0"), (0, 1))
    text = table(b"a text, check (" + b" || ".join([b"a"] * 10000) + b" <> '')")
    yield case("a chain of 10,000 ||", text, (0, 1))
    yield case("a chain of 100,000 comparisons", check(b" = ".join([b"a"] * many)), says="M107")
    yield case("an else chain of 100,000 targets", HEAD + b"on sqlite { } " + b"else on mysql { } " * many, (0, 1))
    yield case("100,000 dialects", HEAD + b"on " + b", ".join([b"sqlite"] * many) + b" { }", (0, 1))


def length():
    many = 100000
    numbers = range(many)
    columns = b",\n".join(b"c%d integer" % i for i in numbers)
    yield case("100,000 columns", table(columns), says="M321")
    yield case("100,000 columns, printed", table(columns), says="M321", verb="fmt")._replace(status={0}, says=None)
    yield case("100,000 checks", table(b"a integer" + b", check (a > 0)" * many), says="M321")
    yield case("100,000 indexes", table(b"a integer" + b", index (a)" * many), says="M321")
    yield case("100,000 columns of one key", table(b"a integer, unique (" + b", ".join([b"a"] * many) + b")"))
    yield case("100,000 attributes", table(b"a integer" + b" not null" * many))
    yield case("100,000 added columns", HEAD + b"create table t (a integer);\nalter table t {\n"
               + b"".join(b"add column c%d integer;\n" % i for i in numbers) + b"}\n", says="M321")
    yield case("100,000 tables", HEAD + b"".join(b"create table t%d (a integer);\n" % i for i in range(20000)), (0,))
    yield case("100,000 rows", table(b"a integer primary key") + b"insert into t (a) values "
               + b",".join(b"(%d)" % i for i in numbers) + b";", (0,))
    yield case("100,000 values in a list", check(b"a in (" + b",".join(b"%d" % i for i in numbers) + b")"), (0,))
    yield case("100,000 arguments", table(b"a text, check (concat(" + b",".join([b"a"] * many) + b") <> '')"), (0, 1))
    yield case("100,000 branches of a case", check(b"case" + b" when b then b" * many + b" end"), (0, 1))
    yield case("100,000 assignments", table(b"a integer") + b"update t set " + b", ".join([b"a = 1"] * many) + b";")
    yield case("100,000 joins", table(b"a integer") + b"delete from t where exists (select a from t"
               + b" join t as u on true" * many + b");", (0, 1))
    yield case("100,000 parents", b'revision r "x" after ' + b", ".join(b"p%d" % i for i in numbers) + b";")
    yield case("100,000 times the same parent", b'revision r "x" after ' + b", ".join([b"p"] * many) + b";")
    yield case("100,000 options", table(b"a integer").replace(b");", b")" + b" with sqlite (strict = true)" * many + b";"), (0, 1))
    yield case("100,000 statements of garbage", HEAD + b"this is no statement;\n" * many, says="M101")
    yield case("100,000 lines of garbage", HEAD + b"create table (((\n" * many, says="M101")
    yield case("100,000 unknown tables", HEAD + b"".join(b"drop table t%d;\n" % i for i in numbers), says="M201")
    yield case("100,000 wrong names in one check", check(b" and ".join(b"c%d" % i for i in numbers)), says="M203")
    yield case("100,000 executes that say nothing", HEAD + b"execute 'x';\n" * many, says="M114")
    values = b", ".join(b"'v%d'" % i for i in numbers)
    yield case("an enum of 100,000 values", HEAD + b"create type e as enum (" + values + b");\ncreate table t (a e);\n", (0, 1))
    yield case("an enum of one value, 100,000 times", HEAD + b"create type e as enum ('v'" + b", 'v'" * many + b");", says="M324")
    yield case("2,000 values one by one", HEAD + b"create type e as enum ('v');\ncreate table t (a e default 'v');\n"
               + b"".join(b"alter type e add value 'v%d';\n" % i for i in range(2000)), (0, 1))
    yield case("a value renamed 2,000 times", HEAD + b"create type e as enum ('v0');\ncreate table t (a e default 'v0');\n"
               + b"".join(b"alter type e rename value 'v%d' to 'v%d';\n" % (i, i + 1) for i in range(2000)), (0, 1))
    domains = b"".join(b"create domain d%d as d%d;\n" % (i, i - 1) for i in range(1, 2000))
    yield case("a domain of a domain, 2,000 times", HEAD + b"create domain d0 as integer;\n" + domains
               + b"create table t (a d1999);\n", (0, 1))
    yield case("a change under 2,000 domains", HEAD + b"create domain d0 as integer;\n" + domains
               + b"create table t (a d1999);\nalter domain d0 set not null;\ndrop domain d0 cascade;\n", (0, 1))
    views = HEAD + b"create view v0 as $$ select 1 $$;\n" + b"".join(
        b"create view v%d uses (v%d) as $$ select 1 from v%d $$;\n" % (i, i - 1, i - 1) for i in range(1, 2000))
    yield case("a view over a view, 2,000 times", views, (0,))
    yield case("2,000 views dropped by cascade", views + b"drop view v0 cascade;\n", (0,))
    yield case("a view that 2,000 use", HEAD + b"create view v as $$ select 1 $$;\n" + b"".join(
        b"create view v%d uses (v) as $$ select 1 from v $$;\n" % i for i in range(2000)) + b"drop view v;\nrename view v to w;\n",
        says="M313")
    yield case("100,000 uses", table(b"a integer") + b"create view v uses (" + b", ".join([b"t"] * many) + b") as $$ $$;", (0, 1))
    yield case("100,000 roles", table(b"a integer") + b"grant select on t to " + b", ".join(b"r%d" % i for i in numbers) + b";",
               (0, 1))
    yield case("100,000 rights of one role", table(b"a integer") + b"grant " + b", ".join([b"select"] * many) + b" on t to r;", (0, 1))
    yield case("5,000 triggers", table(b"a integer") + b"".join(
        b"create trigger tr%d on t as $$ x $$;\n" % i for i in range(5000)) + b"drop table t;\n", (0, 1))
    yield case("5,000 partitions", HEAD + b"create table t (a integer) partition by list (a);\n" + b"".join(
        b"create table t%d partition of t for values in (%d);\n" % (i, i) for i in range(5000)) + b"drop table t cascade;\n", (0, 1))
    yield case("100,000 bounds", HEAD + b"create table t (a integer) partition by list (a);\n"
               + b"create table p partition of t for values in (" + b", ".join(b"%d" % i for i in numbers) + b");", (0, 1))
    yield case("a table that foreign keys go round", HEAD + b"".join(
        b"create table t%d (a integer primary key, b integer);\n" % i for i in range(500)) + b"".join(
        b"alter table t%d add foreign key (b) references t%d;\n" % (i, (i + 1) % 500) for i in range(500))
        + b"drop table t0 cascade;\n", (0,))
    yield case("a view of itself", HEAD + b"create view v uses (v) as $$ select * from v $$;", says="M")
    yield case("a domain of itself", HEAD + b"create domain d as d;", says="M209")
    yield case("a partition of itself", HEAD + b"create table t partition of t default;", says="M")
    yield case("partitions in a circle", HEAD + b"create table a (x integer) partition by list (x);\n"
               b"create table b (x integer) partition by list (x);\nalter table a attach partition b default;\n"
               b"alter table b attach partition a default;\nalter table a attach partition a default;\n", says="M326")
    yield case("numbers beyond a sequence", HEAD + b"create sequence s start -9223372036854775808 increment 9223372036854775807;\n"
               b"create sequence u minimum -9223372036854775809;\ncreate sequence v increment 0;\n"
               b"create sequence w maximum 18446744073709551616;\n", says="M110")
    yield case("huge bounds of a hash", HEAD + b"create table t (a integer) partition by hash (a);\ncreate table p partition of t"
               b" for values with (modulus 99999999999999999999, remainder 99999999999999999998);\n", says="M")
    yield case("a name of 256 bytes", table(b"a" * 256 + b" integer"), says="M104")
    yield case("a table of 255 bytes", HEAD + b"create table " + b"a" * 255 + b" (a integer);", says="M602")
    numbers = {
        "a huge size": b"a varchar(99999999999999999999999)",
        "a size of 100,000 digits": b"a varchar(" + b"9" * many + b")",
        "a size of 0": b"a varchar(0)",
        "huge decimals": b"a decimal(4294967296, 4294967296)",
        "a huge precision": b"a timestamp(2147483648)",
        "a huge start": b"a bigint identity (start 9223372036854775808) primary key",
        "a huge increment": b"a bigint identity (increment 340282366920938463463374607431768211456) primary key",
    }
    for name, text in numbers.items():
        yield case(name, table(text), says="M")
    for name, text in {
        "a default that no integer holds": b"a integer default 99999999999999999999999999",
        "a number of 100,000 digits": b"a decimal default " + b"9" * many,
        "a huge exponent": b"a double default 1e999999999999",
        "a tiny exponent": b"a double default 1e-999999999999",
        "a long fraction": b"a double default 0." + b"0" * many + b"1",
        "a long string of bytes": b"a blob default x'" + b"00" * many + b"'",
        "half a byte": b"a blob default x'0'",
        "a number with a tail": b"a integer default 12abc",
    }.items():
        yield case(name, table(text), (0, 1))


def once_wrong():
    """What random cases have found; each kind once, so that it is met in every run."""
    yield case("between without and", check(b"a between 1"), says="M1")
    yield case("between without and, before or", check(b"a between 1 or b"), says="M1")
    yield case("between without and, in brackets", check(b"(a not between 1) and b"), says="M1")
    broken = b"create table t (\ncreate table t (\n    a integer\n);\n"
    yield case("a table begun twice", HEAD + broken, says="M101")
    yield project("a table begun twice, in two revisions", [HEAD + broken, b'revision r2 "Two" after r1;\n' + broken], says="M101")
    parts = [b'revision a "a";\ncreate table t (\n', b'revision b "b" after nobody;\ncreate table t (a integer);\n']
    yield project("a table begun in one revision, made in another", parts, says="M402")
    yield project("one target's mistake before an on block", [
        b'revision a "a";\ncreate table t (a integer, c integer generated always as (a * 2) stored);\n',
        b'revision b "b" after a;\nrename table t to u;\nalter table u {\nrename column a to b;\n'
        b'alter column b type bigint using (b + 1) reverse using (cast(b - 1 as integer));\n}\non sqlite { execute \'x\'; }\n',
    ], says="M313|M114")


def unfinished():
    whole = [
        b'revision r1 "One" after r0, r9 depends on r8 branch main;',
        b"create table s.t (a bigint identity always (start 1 increment 2) primary key, b varchar(3) not null default 'x',"
        b" unique (b), check uq (a > 1 and b like 'x'), foreign key f (a) references u (a) on delete set null deferrable,"
        b" on sqlite { index (b) } else on mysql { c integer } else { d integer }) with sqlite (strict = true);",
        b"create unique index ix on t using btree (lower(a) desc nulls last) include (b) where a is not distinct from 'x';",
        b"alter table t { add column a integer first; alter column a type text using (cast(a as text)) reverse using (1); }",
        b"insert into t (a, b) values (1, 'x'), (2, null) reverse nothing;",
        b"update t as x set a = case a when 1 then 2 else (select count(*) from u left join v on true group by a having a > 1"
        b" order by a desc limit 3) end where x.a in (1, 2) and not exists (select * from t);",
        b'execute on mysql, sqlite $tag$ some "sql" $tag$ reverse $$ other $$; delete from "a b" where a between 1 and 2;',
        b"up { drop table t; } down { create table t (a integer generated always as (1 + b::integer) stored); }",
        b"create type s.e as enum ('a', 'it''s',); alter type e add value 'b' before 'a'; alter type e rename value 'a' to 'c';"
        b" alter type e drop value 'c' to 'b'; rename type e to f; drop type f cascade;",
        b"create domain d as varchar(9)[] not null default 'x' check ck (value <> '') constraint n check (length(value) > 1);"
        b" alter domain d add check (value = 'a'); alter domain d drop constraint n; alter domain d set default 1; drop domain d;",
        b"create sequence s start -1 increment 2 minimum -9 maximum 9 cache 3 no cycle; alter sequence s restart with 5 reverse nothing;"
        b" update t set a = next value for s, b = j -> 'x' ->> 0, c = array[1, 2];",
        b"create or replace materialized view s.v (a, b) uses (t, u) as postgres $$ x $$ mysql 'y'; refresh materialized view v reverse"
        b" nothing; rename view v to w; drop materialized view w cascade;",
        b"create or replace function s.f (integer, varchar(9)) uses (t) as postgres $a$ (n integer) returns integer language sql as $$ x"
        b" $$ $a$; drop procedure f (); rename function f (text) to g;",
        b"create trigger tr on t uses (f) as sqlite $$ after insert on t begin select 1; end $$; drop trigger tr on t; create policy p on"
        b" t as restrictive for update to a, b using (a = 1) with check (b > 2); alter table t no force row level security;",
        b"grant select (a, b), all privileges on table t to x, y with grant option; revoke execute on function f (integer) from x; grant"
        b" usage on schema s to x; comment on column s.t.a is $$ x $$; comment on constraint c on t is null;",
        b"create table t (a integer unsigned collate x, b native (postgres 'p', else text), exclude ex using gist (a with =, b with &&)"
        b" where (a > 1) deferrable, unique nulls not distinct (a), check (a > 1) not valid) partition by range (a, lower(b));",
        b"create table p partition of t for values from (minvalue, 1) to (maxvalue, 'x'); alter table t { attach partition q for values"
        b" with (modulus 4, remainder 1); detach partition q; validate constraint c; set schema s; set with mysql (engine = default); }",
        b"alter table t { drop primary key; drop unique (a); drop column c cascade reverse using (1); alter column a set identity always"
        b" (start 1); alter column a set generated always as (b) virtual; alter column a restart identity with 5 reverse nothing; }",
        b"create schema s; create extension x schema s version '1'; assume { create table t (a integer); } drop index on t (a, b);"
        b" insert into t (a) select b from u reverse nothing; update t as x set a = y.a from u as y join v on true where x.a = y.a;",
        b"update t set a = sql postgres $$a$$ mysql 'b', b = date '2024-01-31', c = x'00', d = /* why */ 1.5e3 irreversible 'no';",
    ]
    for number, text in enumerate(whole):
        start = 0 if number == 0 else len(HEAD)
        text = text if number == 0 else HEAD + text
        for end in range(start + 1, len(text)):
            # Only what ends inside a word may be whole.
            yield case("statement %d cut at byte %d" % (number, end), text[:end], (0, 1))
    for number, seed in enumerate(seeds()):
        for verb in VERBS:
            yield Case("seed %d: %s" % (number, " ".join(verb[:2])), {}, [verb[0], "-", *verb[1:]], {0, 1}, None, seed)
        yield Case("seed %d for PostgreSQL" % number, {}, ["check", "-", ALL[0]], {0}, None, seed)
    for name, text in {
        "string": b"insert into t (a) values ('x);\n",
        "quoted name": b'drop table "t;\n',
        "comment": b"/* drop table t;\n",
        "dollar-quoted text": b"execute $$ x\n",
        "tagged text": b"execute $a$ x $b$ $$ $\n",
    }.items():
        yield case("a %s without end" % name, HEAD + text, says="M105")


# --- histories -----------------------------------------------------------------------------------------------


def histories():
    def revision(name, after=""):
        return ('revision %s "%s"%s;\n' % (name, name, " after " + after if after else "")).encode()

    yield project("a revision after itself", [revision("a", "a")], says="M403")
    yield project("a circle of two", [revision("a", "b"), revision("b", "a")], says="M403")
    yield project("a circle beside a root", [revision("r"), revision("a", "c"), revision("b", "a"), revision("c", "b")],
                  says="M403")
    circle = [revision("n%d" % i, "n%d" % ((i + 1) % 2000)) for i in range(2000)]
    yield project("a circle of 2,000", circle, says="M403")
    yield project("one ID twice", [revision("a"), revision("a")], says="M401")
    yield project("one ID a thousand times", [revision("a")] * 1000, says="M401")
    yield project("IDs that differ in case", [revision("a"), revision("A", "a")], says="M208")
    yield project("an unknown parent", [revision("a", "nobody")], says="M402")
    yield project("two heads", [revision("a"), revision("b", "a"), revision("c", "a")], (0,))
    yield project("a thousand roots", [revision("r%d" % i) for i in range(1000)], (0,))
    for word in ("base", "head", "heads"):
        yield project("a revision called " + word, [revision(word)], says="M112")
    yield project("a line of 5,000", [revision("n%d" % i, "n%d" % (i - 1) if i else "") for i in range(5000)], (0,))
    one = b"".join(revision("n%d" % i, "n%d" % (i - 1) if i else "") for i in range(50000))
    yield project("50,000 in one file", [one], (0,))
    yield project("no revisions at all", [], (0, 1))._replace(files={"migc.toml": b"", "migrations/readme": b""})
    yield project("no migrations", [], {2}, says="migrations")
    yield project("files of garbage", [b"garbage"] * 1000, says="M")
    good = [revision("abc1"), revision("abc2", "abc1")]
    for words in (("upgrade", "abc"), ("upgrade", "nobody"), ("upgrade", "head:base"), ("downgrade", "base:head"),
                  ("upgrade", "head+1"), ("upgrade", "base-1"), ("downgrade", "head:-99999999999999999999"),
                  ("upgrade", ":" * 1000), ("upgrade", "a" * 100000), ("upgrade", ""), ("schema", "\u202e"),
                  ("upgrade", "base:+0"), ("upgrade", "head:+1"), ("downgrade", "head:head")):
        shown = words[1] if len(words[1]) < 30 else "%d characters" % len(words[1])
        yield project("%s %r" % (words[0], shown), good, (0, 1, 2), arguments=words)
    for name, toml in {
        "empty": b"",
        "no TOML": b"\0\xff[[[",
        "an unknown key": b"[project]\nx = 1\n",
        "a value of another type": b"[project]\ndialects = 5\n",
        "an unknown dialect": b'[project]\ndialects = ["db2"]\n',
        "a folder that is not there": b'[project]\nmigrations = "/nonexistent"\n',
        "100,000 nested arrays": b"x = " + b"[" * 100000 + b"]" * 100000,
        "100,000 nested tables": b"[" + b".".join([b"a"] * 100000) + b"]",
        "a folder outside": b'[output]\ndir = "../../../.."\n',
        "names without end": b'[naming]\nindex = "' + b"{table}" * 10000 + b'"\n',
        "an unknown placeholder": b'[naming]\nindex = "{x}{table"\n',
        "an empty pattern": b'[naming]\nindex = ""\nunique = ""\n',
        "a name of many megabytes": b'[version_table]\nname = "' + b"x" * (10 << 20) + b'"\n',
    }.items():
        text = revision("a") + b"create table t (a integer unique, index (a));\n"
        yield project("migc.toml: " + name, [text], (0, 1, 2), toml=toml)
    for arguments in ([], [""], ["--"], ["-"], ["\0".replace("\0", "\x01")], ["check", "--dialect"], ["check", "--dialect", ""],
                      ["check", "--dialect", "sqlite:99999999999999999999"], ["check", "--dialect", "sqlite:-1"],
                      ["check", "--emit=" + "x" * 100000], ["x" * 100000], ["explain", "M999"], ["explain", "\u202e"],
                      ["fmt", "--check"], ["build", "-o", ""], ["--color=x", "check"]):
        shown = " ".join(a if len(a) < 30 else "%d characters" % len(a) for a in arguments)
        yield Case("arguments: " + repr(shown), {}, arguments, {0, 1, 2})
