-- Standard SQL as far as it goes, so that H2 and PostgreSQL read the same file.

create table trace (
  id uuid not null,
  name varchar not null,
  start_time timestamp(6) with time zone not null,
  root_id uuid,
  constraint trace_pk primary key (id)
);
create index trace_newest on trace (start_time desc, id desc);

create table span (
  id uuid not null,
  trace_id uuid not null,
  parent_id uuid,
  name varchar not null,
  type varchar,
  start_time timestamp(6) with time zone not null,
  end_time timestamp(6) with time zone,
  input text,
  output text,
  error text,
  meta text,
  score integer,
  input_preview varchar(300),
  error_preview varchar(300),
  model varchar,
  service_name varchar,
  total_tokens bigint,
  constraint span_pk primary key (id),
  constraint span_of_trace foreign key (trace_id) references trace (id) on delete cascade,
  constraint span_below_parent foreign key (parent_id) references span (id) on delete cascade
);
create index span_by_trace on span (trace_id, start_time);
create index span_by_parent on span (parent_id);

create table metric (
  id uuid not null,
  span_id uuid not null,
  dimension varchar not null,
  measured double precision not null,
  remark text,
  created_at timestamp(6) with time zone not null,
  fingerprint varchar(64) not null,
  constraint metric_pk primary key (id),
  constraint metric_once unique (span_id, fingerprint),
  constraint metric_of_span foreign key (span_id) references span (id) on delete cascade
);
create index metric_by_span on metric (span_id, created_at);

create table feedback (
  span_id uuid not null,
  score double precision not null,
  remark text,
  constraint feedback_pk primary key (span_id),
  constraint feedback_of_span foreign key (span_id) references span (id) on delete cascade
);

create table dataset (
  id uuid not null,
  name varchar not null,
  created_at timestamp(6) with time zone not null,
  constraint dataset_pk primary key (id),
  constraint dataset_by_name unique (name)
);

-- An example outlives the span that it came from: span_id is no foreign key.
create table dataset_entry (
  id uuid not null,
  dataset_id uuid not null,
  span_id uuid not null,
  input text,
  output text,
  expected text,
  remark text,
  created_at timestamp(6) with time zone not null,
  constraint dataset_entry_pk primary key (id),
  constraint dataset_entry_once unique (dataset_id, span_id),
  constraint dataset_entry_of_dataset foreign key (dataset_id) references dataset (id) on delete cascade
);
