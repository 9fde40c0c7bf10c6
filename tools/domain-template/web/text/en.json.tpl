{
  "title": "__Nouns__",
  "none": "There is nothing yet.",
  "column": { "title": "Title" }
}
