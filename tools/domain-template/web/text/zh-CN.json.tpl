{
  "title": "__nouns__（请写中文名）",
  "none": "还没有记录。",
  "column": { "title": "标题" }
}
