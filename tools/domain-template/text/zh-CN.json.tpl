{
  "__nouns__": {
    "not_found": {
      "title": "没有编号为“{{__noun__}}”的记录",
      "next": "请核对编号后重试。"
    },
    "already_closed": {
      "title": "该记录已办结",
      "next": "如需变更，请新建一条。"
    }
  }
}
