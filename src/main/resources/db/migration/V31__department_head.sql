-- Who leads a department; asked by flows and by roles.
alter table xiaodan.department add column head_id uuid references xiaodan.person on delete set null;
create index department_head on xiaodan.department (head_id);
