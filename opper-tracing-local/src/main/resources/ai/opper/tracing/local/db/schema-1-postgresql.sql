create table local_trace_words (
  trace_no bigint not null,
  words tsvector not null,
  constraint local_trace_words_pk primary key (trace_no)
);
create index local_trace_words_found on local_trace_words using gin (words);
