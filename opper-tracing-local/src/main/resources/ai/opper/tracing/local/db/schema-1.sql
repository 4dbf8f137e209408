-- Times are microseconds since 1970: buckets of a chart are a division, and both databases compare them the same way.
-- Rows have numbers of their own, in the order of arrival: ids of clients may be random, and a table in their order
-- would be rewritten all over with every batch.

create sequence local_no;
-- Of its own, so that the numbers of traces have few gaps.
create sequence local_trace_no;

create table local_trace (
  no bigint not null,
  id uuid not null,
  root_id uuid not null,
  root_no bigint not null,
  root_kind smallint not null,
  name varchar not null,
  type varchar,
  start_us bigint not null,
  end_us bigint,
  duration_us bigint,
  status smallint not null,
  running_roots integer not null,
  failed_roots integer not null,
  orphans integer not null,
  span_count integer not null,
  error_count integer not null,
  input_tokens bigint,
  output_tokens bigint,
  total_tokens bigint,
  cost double precision,
  score integer,
  feedback double precision,
  session_id varchar,
  user_id varchar,
  types varchar not null,
  bytes bigint not null,
  received_us bigint not null,
  constraint local_trace_pk primary key (no),
  constraint local_trace_by_id unique (id)
);
create index local_trace_newest on local_trace (start_us desc, no desc);
create index local_trace_by_session on local_trace (session_id, start_us);

create table local_trace_detail (
  trace_no bigint not null,
  input_preview varchar(300),
  output_preview varchar(300),
  error_preview varchar(300),
  input_us bigint,
  output_us bigint,
  facts varchar not null,
  constraint local_trace_detail_pk primary key (trace_no)
);

-- What traces can be found by: bit n of a row tells whether trace 64 * block + n has the label. Most labels are those of
-- many traces, and one row for each pair would be half of all that is written. For the kinds see Label.
create table local_label (
  kind char(1) not null,
  label varchar not null,
  block bigint not null,
  bits bigint not null,
  constraint local_label_once unique (kind, label, block)
);
create index local_label_by_block on local_label (block);

create table local_span (
  no bigint not null,
  id uuid not null,
  trace_no bigint not null,
  parent_id uuid,
  orphan boolean not null,
  name varchar not null,
  type varchar,
  start_us bigint not null,
  end_us bigint,
  duration_us bigint,
  error_preview varchar(300),
  model varchar,
  service_name varchar,
  input_tokens bigint,
  output_tokens bigint,
  total_tokens bigint,
  cost double precision,
  score integer,
  input_bytes integer,
  output_bytes integer,
  bytes bigint not null,
  facts varchar,
  constraint local_span_pk primary key (no),
  constraint local_span_by_id unique (id)
);
create index local_span_by_trace on local_span (trace_no);

create table local_span_payload (
  span_no bigint not null,
  input text,
  output text,
  error text,
  meta text,
  constraint local_span_payload_pk primary key (span_no)
);

create table local_metric (
  id uuid not null,
  span_no bigint not null,
  trace_no bigint not null,
  dimension varchar not null,
  measured double precision not null,
  remark text,
  created_us bigint not null,
  at_us bigint not null,
  fingerprint varchar(64) not null,
  constraint local_metric_pk primary key (id),
  constraint local_metric_once unique (span_no, fingerprint)
);
create index local_metric_by_trace on local_metric (trace_no);
create index local_metric_by_time on local_metric (dimension, at_us);
create index local_metric_by_value on local_metric (dimension, measured);

create table local_feedback (
  span_no bigint not null,
  trace_no bigint not null,
  score double precision not null,
  remark text,
  created_us bigint not null,
  constraint local_feedback_pk primary key (span_no)
);
create index local_feedback_by_trace on local_feedback (trace_no);

create table local_threshold (
  id uuid not null,
  dimension varchar not null,
  span_name varchar,
  statistic varchar(10) not null,
  operator varchar(10) not null,
  bound double precision not null,
  window_us bigint not null,
  created_us bigint not null,
  constraint local_threshold_pk primary key (id)
);

create table local_dataset (
  id uuid not null,
  name varchar not null,
  created_us bigint not null,
  constraint local_dataset_pk primary key (id),
  constraint local_dataset_by_name unique (name)
);

-- An example outlives the span that it came from, and may come from none: span_id is no foreign key.
create table local_dataset_entry (
  no bigint not null,
  id uuid not null,
  dataset_id uuid not null,
  span_id uuid,
  span_name varchar,
  input text,
  output text,
  expected text,
  remark text,
  created_us bigint not null,
  constraint local_dataset_entry_pk primary key (no),
  constraint local_dataset_entry_by_id unique (id),
  constraint local_dataset_entry_once unique (dataset_id, span_id)
);
create index local_dataset_entry_by_span on local_dataset_entry (span_id);
