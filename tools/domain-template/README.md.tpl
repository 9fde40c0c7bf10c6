# __nouns__ — what it is, in the words of the business

Nouns: __noun__ (中文), …

States: `open` → `closed`.

Invariants: a closed __noun__ does not change any more.

Events: `__noun__.opened`, `__noun__.closed` in the stream `__noun__/<id>`.

| route | answer |
| --- | --- |
| `GET /p/:park/api/__nouns__` | `{items: __noun__[]}` |
| `POST /p/:park/api/__nouns__/:id/closing` | the closed __noun__ |

Clauses: name the seed and clause each rule comes from.
