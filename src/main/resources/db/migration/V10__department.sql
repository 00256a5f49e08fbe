-- Departments form a tree; whoever works in one, and for whom, stands with the person.
create table xiaodan.department (
  id          uuid primary key,
  name        text not null,
  parent_id   uuid references xiaodan.department,
  position    integer not null default 0,
  disabled_at timestamptz,
  created_at  timestamptz not null default now()
);
comment on column xiaodan.department.disabled_at is 'Closed departments stay, so that records keep their names; they are no longer offered';
create unique index department_name on xiaodan.department (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) where disabled_at is null;

alter table xiaodan.person add column department_id uuid references xiaodan.department;
alter table xiaodan.person add column manager_id uuid references xiaodan.person;
create index person_department on xiaodan.person (department_id);
create index person_manager on xiaodan.person (manager_id);
