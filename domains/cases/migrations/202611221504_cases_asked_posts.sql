-- A post can be asked as well as a person: whoever holds it finds the case in their queue.

comment on column cases.asked.person is
  'The account that is asked, or the post (post/role@node): whoever holds it';
