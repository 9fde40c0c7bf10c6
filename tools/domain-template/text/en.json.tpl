{
  "__nouns__": {
    "not_found": {
      "title": "There is no __noun__ “{{__noun__}}”",
      "next": "Check the number and try again."
    },
    "already_closed": {
      "title": "This __noun__ is closed already",
      "next": "Open another one for a change."
    }
  }
}
