-- A state of some three kilobytes is rewritten with every step: compressing it each time cost more
-- than the bytes it saved. Only rows beyond half a page are compressed now.
alter table cases."case" set (toast_tuple_target = 4080);
